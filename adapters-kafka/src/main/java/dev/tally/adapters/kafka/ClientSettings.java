package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of a Kafka client. The cluster's own properties win over what merely suits us; what
 * correctness needs wins over them.
 */
final class ClientSettings {

  /** A result row may repeat a long text of its event, escaped, in key and value. */
  static final int LARGEST_ROW = 16 * 1024 * 1024;

  /** How many records a reader hands over at once: what comes between two polls waits for them. */
  static final int MOST_AT_ONCE = 10_000;

  /** How long a job waits for a broker that has gone away. */
  static final int PATIENCE_MILLIS = 60_000;

  /**
   * A producer waits so long before it asks a coordinator again: one that it has just found, twice
   * for each run of a job, and one that has yet to end the transaction before. The default of 100
   * ms is many times what either takes. What fails again and again is tried more and more seldom.
   */
  private static final int TRIES_AGAIN_AFTER_MILLIS = 2;

  private static final AtomicInteger CLIENTS = new AtomicInteger();

  private final Map<String, Object> values;

  private ClientSettings(Cluster cluster, String role) {
    values = new HashMap<>(cluster.clientProperties());
    // Nobody looks at clients that live this short, and each would register hundreds of metrics.
    suits("auto.include.jmx.reporter", false);
    suits(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    // Numbered, since two clients of one name in a JVM cannot both register their metrics.
    suits(CommonClientConfigs.CLIENT_ID_CONFIG, "tally-" + role + "-" + CLIENTS.incrementAndGet());
  }

  /** Returns settings for administration, whose answers a user waits for. */
  static Map<String, Object> admin(Cluster cluster) {
    return new ClientSettings(cluster, "admin")
        .suits(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 15_000)
        .suits(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000)
        .values;
  }

  /** Returns settings for a consumer without a group that sees committed records only. */
  static Map<String, Object> consumer(Cluster cluster, String role) {
    ClientSettings settings =
        new ClientSettings(cluster, role)
            .suits(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000)
            .suits(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE)
            .suits(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024)
            .must(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)
            .must(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)
            .must(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none")
            .must(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings
        .values
        .keySet()
        .removeIf(key -> key.startsWith("group.")); // partitions are assigned, never shared out
    return settings.values;
  }

  /** Returns settings for a producer that writes each record exactly once, in order. */
  static Map<String, Object> producer(Cluster cluster, String role) {
    return new ClientSettings(cluster, role)
        .suits(ProducerConfig.LINGER_MS_CONFIG, 20)
        .suits(ProducerConfig.BATCH_SIZE_CONFIG, 512 * 1024)
        .suits(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024)
        .suits(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
        .suits(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_ROW)
        .must(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
        .must(ProducerConfig.ACKS_CONFIG, "all")
        .values;
  }

  /**
   * Returns settings for a producer whose transactions outlive a broker that is away for a while.
   */
  static Map<String, Object> transactions(Cluster cluster, String role) {
    ClientSettings settings = new ClientSettings(cluster, role);
    // A commit waits for all of its records, and readers of uncommitted ones for each.
    settings.suits(ProducerConfig.LINGER_MS_CONFIG, 0);
    producer(cluster, role).forEach(settings::suits);
    // It must not be the shorter one; where a user has set the other, Kafka sees to that itself.
    if (!settings.values.containsKey(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
      settings.suits(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    }
    return settings
        .suits(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, TRIES_AGAIN_AFTER_MILLIS)
        .suits(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS)
        // Longer than that, or a broker that comes back would have ended the transaction itself.
        .suits(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2 * PATIENCE_MILLIS)
        .values;
  }

  private ClientSettings suits(String key, Object value) {
    values.putIfAbsent(key, value);
    return this;
  }

  private ClientSettings must(String key, Object value) {
    values.put(key, value);
    return this;
  }
}
