package dev.tally.bootstrap.command;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.in.ReachBroker;
import dev.tally.bootstrap.wiring.Brokers.Broker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices, on a thread of its own, where the broker of a running job goes away and where it comes
 * back: the engines wait for it without a word. One connection in vain may be an accident; two in a
 * row are not.
 */
final class BrokerNews implements AutoCloseable {

  private static final long LOOK_EVERY_MILLIS = 1_000;

  private final ReachBroker reach;
  private final Cluster cluster;
  private final Optional<Broker> embedded;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final LongSupplier steadyNanos;
  private final long lookEveryMillis;

  private BrokerNews(
      ReachBroker reach,
      ClusterOptions.Session session,
      LongSupplier steadyNanos,
      long lookEveryMillis) {
    this.reach = reach;
    this.cluster = session.cluster();
    this.embedded = session.embedded();
    this.steadyNanos = steadyNanos;
    this.lookEveryMillis = lookEveryMillis;
  }

  /** Begins to look. */
  static BrokerNews listen(
      Environment environment, ReachBroker reach, ClusterOptions.Session session) {
    return listen(environment.steadyNanos(), reach, session, LOOK_EVERY_MILLIS);
  }

  /** Begins to look, as often as told. */
  static BrokerNews listen(
      LongSupplier steadyNanos,
      ReachBroker reach,
      ClusterOptions.Session session,
      long lookEveryMillis) {
    BrokerNews news = new BrokerNews(reach, session, steadyNanos, lookEveryMillis);
    CompletableFuture<?> unused = Background.start("broker-news", news::look);
    return news;
  }

  /** Returns the lines that nobody has taken. */
  List<String> take() {
    List<String> taken = new ArrayList<>();
    for (String line = lines.poll(); line != null; line = lines.poll()) {
      taken.add(line);
    }
    return taken;
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private @Nullable Void look() throws InterruptedException {
    int misses = 0;
    long goneAt = 0;
    while (!closed.await(lookEveryMillis, TimeUnit.MILLISECONDS)) {
      if (reach.isListening(cluster)) {
        if (misses > 1) {
          long away = steadyNanos.getAsLong() - goneAt;
          lines.add(
              "reconnected to the broker at %s after %d s"
                  .formatted(cluster.bootstrapServers(), TimeUnit.NANOSECONDS.toSeconds(away)));
        }
        misses = 0;
      } else {
        misses++;
        if (misses == 1) {
          goneAt = steadyNanos.getAsLong();
        } else if (misses == 2) {
          lines.add(gone());
        }
      }
    }
    return null;
  }

  private String gone() {
    return embedded
        .filter(broker -> broker.ended().isDone())
        .map(broker -> String.valueOf(broker.explainEnd().getMessage()))
        .orElse("broker at %s does not answer; waiting".formatted(cluster.bootstrapServers()));
  }
}
