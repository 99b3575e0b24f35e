package dev.tally.bootstrap.command;

import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.LiveView;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.console.ProgressBar;
import dev.tally.bootstrap.console.RateMeter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Shows how a generator gets on: a line for each event, or a bar. Used by one thread. */
final class SendingProgress {

  private static final Duration PLAIN_LINE_EVERY = Duration.ofSeconds(10);
  // At the greatest speed even a look at the clock for each event would cost.
  private static final long LOOK_AT_CLOCK_EVERY = 256;
  private static final double SLOW_ENOUGH_TO_FLUSH_EACH = 1_000;

  private final Environment environment;
  private final Console console;
  private final long count;
  private final boolean eachIsShown;
  private final long lookEvery;
  private final LiveView view;
  private final RateMeter rate = new RateMeter();
  private long sent;
  private boolean isRead = true;

  private SendingProgress(
      Environment environment, long count, boolean eachIsShown, long lookEvery) {
    this.environment = environment;
    this.console = environment.console();
    this.count = count;
    this.eachIsShown = eachIsShown;
    this.lookEvery = lookEvery;
    this.view = new LiveView(console, PLAIN_LINE_EVERY, environment.steadyNanos().getAsLong());
  }

  static SendingProgress of(Environment environment, long count, Rate rate, boolean eachIsShown) {
    boolean isSlow = rate.perSecond().orElse(Double.MAX_VALUE) <= SLOW_ENOUGH_TO_FLUSH_EACH;
    return new SendingProgress(environment, count, eachIsShown, isSlow ? 1 : LOOK_AT_CLOCK_EVERY);
  }

  /** Takes one event that is on its way; returns false where no more should follow. */
  boolean sent(byte[] bytes) {
    sent++;
    if (eachIsShown) {
      console.printBuffered("Sent: " + new String(bytes, StandardCharsets.UTF_8));
    }
    if (sent % lookEvery == 0) {
      isRead = show();
    }
    return isRead && !environment.stop().isRequested();
  }

  private boolean show() {
    if (eachIsShown) {
      return console.flush();
    }
    long now = environment.steadyNanos().getAsLong();
    double perSecond = rate.update(now, sent);
    view.update(now, List::of, () -> ProgressBar.line(sent, count, perSecond));
    return true;
  }

  /** Says that all events are in the topic, or how many are. */
  void end() {
    view.end();
    console.print(
        sent == count
            ? "Data generation complete!"
            : "Data generation stopped after %s of %s events"
                .formatted(Numbers.grouped(sent), Numbers.grouped(count)));
  }
}
