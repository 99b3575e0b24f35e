package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.in.ReachBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of a broker that goes away under a running job, and comes back. */
class BrokerNewsTest {

  @Test
  @Timeout(30)
  void saysOnceThatItIsGoneAndOnceThatItIsBack() throws InterruptedException {
    // One connection in vain is nothing to worry about.
    Queue<Boolean> answers =
        new ConcurrentLinkedQueue<>(List.of(true, false, true, false, false, false, true));
    ReachBroker reach =
        new ReachBroker() {

          @Override
          public Optional<String> obstacle(Cluster cluster) {
            return Optional.empty();
          }

          @Override
          public boolean isListening(Cluster cluster) {
            return !Boolean.FALSE.equals(answers.poll());
          }
        };
    List<String> lines = new ArrayList<>();
    try (BrokerNews news = BrokerNews.listen(() -> 0, reach, session(), 5)) {
      while (lines.size() < 2 || !answers.isEmpty()) {
        lines.addAll(news.take());
        Thread.onSpinWait();
      }
    }
    assertThat(lines)
        .containsExactly(
            "broker at in-memory:0 does not answer; waiting",
            "reconnected to the broker at in-memory:0 after 0 s");
  }

  private static ClusterOptions.Session session() {
    return new ClusterOptions.Session(
        Cluster.at("in-memory:0"), Optional.empty(), Path.of("state"));
  }
}
