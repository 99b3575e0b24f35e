package dev.tally.bootstrap.command;

import dev.tally.application.port.RunningJob;
import dev.tally.application.port.in.CountMessages;
import dev.tally.application.port.in.GenerateMessages;
import dev.tally.application.port.in.JobRequest;
import dev.tally.bootstrap.console.Terminal;
import dev.tally.bootstrap.wiring.App;
import dev.tally.domain.message.Message;
import dev.tally.domain.message.MessageCounting;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/** Message counting as a demo shows it: windows of a minute, with the usual allowances. */
final class MessageDemoJob implements DemoJob {

  private static final Rate USUAL_RATE = new Rate(OptionalDouble.of(5));
  private static final Duration SPREAD = Duration.ofMinutes(5);
  private static final CountMessages.Windows WINDOWS =
      new CountMessages.Windows(
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofSeconds(10));

  private final Terminal terminal;
  private final Map<Long, Long> sentByMinute = new ConcurrentSkipListMap<>();

  MessageDemoJob(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String name() {
    return MessageCounting.NAME;
  }

  @Override
  public String input() {
    return MessageTopics.INPUT;
  }

  @Override
  public String output() {
    return MessageTopics.OUTPUT;
  }

  @Override
  public long usualCount() {
    return 30;
  }

  @Override
  public Rate usualRate() {
    return USUAL_RATE;
  }

  @Override
  public void generate(App app, Sending sending, BooleanSupplier sent) {
    app.generateMessages()
        .generate(
            new GenerateMessages.Request(
                sending.cluster(),
                input(),
                OptionalInt.of(SendingOptions.PARTITIONS),
                sending.count(),
                sending.rate().perSecond(),
                sending.seed(),
                sending.now() - SPREAD.toMillis(),
                SPREAD,
                0,
                0,
                ZoneOffset.UTC),
            (message, bytes) -> {
              sentByMinute.merge(minuteOf(message), 1L, Long::sum);
              return sent.getAsBoolean();
            });
  }

  // By the clock on the wall, not by the job's own rule, which is what is being checked.
  private static long minuteOf(Message message) {
    return Instant.ofEpochMilli(message.timestamp()).truncatedTo(ChronoUnit.MINUTES).toEpochMilli();
  }

  @Override
  public RunningJob start(App app, JobRequest request) {
    return app.countMessages().start(request, WINDOWS);
  }

  @Override
  public OutputRows newRows() {
    return new MessageWindowRows(ZoneOffset.UTC, terminal);
  }

  @Override
  public String extent() {
    return sentByMinute.size() + " windows";
  }

  @Override
  public List<String> differences(OutputRows rows) {
    return Differences.between(
        sentByMinute,
        ((MessageWindowRows) rows).counts(),
        start -> "window " + Instant.ofEpochMilli(start));
  }
}
