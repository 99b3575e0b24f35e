package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumer groups that show jobs' lag to Kafka's own tools. */
final class ConsumerGroups {

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerGroups.class);

  private ConsumerGroups() {}

  /** Forgets a group as far as the broker lets us: nothing depends on it. */
  static void forget(Cluster cluster, String group) {
    try (AdminSession session = AdminSession.open(cluster)) {
      session.awaitPlainly(session.admin().deleteConsumerGroups(List.of(group)).all());
    } catch (ExecutionException e) {
      LOG.info("consumer group {} stays: {}", group, String.valueOf(e.getCause()));
    }
  }
}
