package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics, with as many replicas as the broker thinks right. */
final class TopicCreation {

  /** The broker's own settings. */
  static final Map<String, String> PLAIN = Map.of();

  /**
   * Old values of a key are cleaned away, and soon: with segments of the usual size a slow table
   * would keep every value for days.
   */
  static final Map<String, String> COMPACTED =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 * 1024 * 1024),
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(ClientSettings.LARGEST_ROW));

  /** What is kept for a person to look at stays until that person is done with it. */
  static final Map<String, String> KEPT =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          "-1",
          TopicConfig.RETENTION_BYTES_CONFIG,
          "-1",
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(ClientSettings.LARGEST_ROW));

  private static final long VISIBLE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final AdminSession session;
  private final Cluster cluster;

  TopicCreation(AdminSession session, Cluster cluster) {
    this.session = session;
    this.cluster = cluster;
  }

  /** Creates a topic unless it, or a racing creator's, is there; returns once brokers know it. */
  void createIfMissing(String topic, int partitions, Map<String, String> settings) {
    TopicCensus census = new TopicCensus(session);
    if (census.partitions(topic).isPresent()) {
      return;
    }
    create(topic, partitions, settings);
    long deadline = System.nanoTime() + VISIBLE_WITHIN_NANOS;
    while (census.partitions(topic).isEmpty() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
    }
  }

  private void create(String topic, int partitions, Map<String, String> settings) {
    NewTopic wanted =
        new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings);
    try {
      session.awaitPlainly(session.admin().createTopics(List.of(wanted)).all());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof TopicExistsException) {
        return;
      }
      if (cause instanceof PolicyViolationException
          || cause instanceof InvalidReplicationFactorException
          || cause instanceof InvalidPartitionsException
          || cause instanceof InvalidConfigurationException) {
        throw new TallyException(
            Problem.FORBIDDEN,
            "The broker at %s does not create topic %s: %s\nCreate it by hand, with cleanup.policy=%s."
                .formatted(
                    cluster.bootstrapServers(),
                    topic,
                    cause.getMessage(),
                    settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")),
            e);
      }
      throw KafkaFailure.explain(cluster, "create topic " + topic, e);
    }
  }
}
