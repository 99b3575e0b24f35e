package dev.tally.reliability;

import dev.tally.distribution.TallyProcess;
import dev.tally.reliability.history.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The embedded broker as a process that can be killed, and come back where it was. */
final class Broker implements AutoCloseable {

  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Map<String, String> STAMPED =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
  // As the job would make it, but no version is ever cleaned away.
  private static final Map<String, String> KEPT =
      Map.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime",
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
          String.valueOf(Long.MAX_VALUE));

  private final Path directory;
  private TallyProcess process;
  private String address;

  private Broker(Path directory, TallyProcess process) throws InterruptedException {
    this.directory = directory;
    this.process = process;
    this.address = addressOf(process);
  }

  /** Starts a broker on an empty directory and a free port. */
  static Broker start(Path directory) throws IOException, InterruptedException {
    return new Broker(directory, launch(directory, 0));
  }

  private static TallyProcess launch(Path directory, int port) throws IOException {
    return TallyProcess.start(directory, "broker --data-dir broker --port " + port);
  }

  private static String addressOf(TallyProcess process) throws InterruptedException {
    return process
        .awaitLine(line -> line.startsWith("Broker ready at "), STARTS_WITHIN)
        .replaceFirst("Broker ready at ([^,]+),.*", "$1");
  }

  /** Returns where clients find it, for as long as it lives and after each restart. */
  String address() {
    return address;
  }

  /** Tells whether it is there. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it as {@code kill -9} does; returns once it is gone. */
  void kill() {
    process.kill();
  }

  /** Starts it again on the same directory and port; returns once it serves. */
  void restart() throws IOException, InterruptedException {
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    process = launch(directory, port);
    address = addressOf(process);
  }

  /** Makes a topic for input, stamped with the broker's clock. */
  void createInput(String topic, int partitions) throws InterruptedException {
    create(new NewTopic(topic, partitions, (short) 1).configs(STAMPED));
  }

  /** Makes a topic for output, which keeps every version of every row. */
  void createOutput(String topic) throws InterruptedException {
    create(new NewTopic(topic, 2, (short) 1).configs(KEPT));
  }

  private void create(NewTopic topic) throws InterruptedException {
    administer(admin -> admin.createTopics(List.of(topic)).all());
    try (Admin admin = admin()) {
      long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
      while (!isKnown(admin, topic.name())) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException("nobody knows of " + topic);
        }
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
    }
  }

  // Clients hear of a topic a little later than its creator.
  private static boolean isKnown(Admin admin, String topic) throws InterruptedException {
    try {
      admin.describeTopics(List.of(topic)).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** Gives a topic more partitions. */
  void addPartitions(String topic, int partitions) throws InterruptedException {
    administer(
        admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
  }

  /** Deletes a topic; returns once it is gone. */
  void delete(String topic) throws InterruptedException {
    administer(admin -> admin.deleteTopics(List.of(topic)).all());
  }

  /** Deletes the records of a partition before an offset, as a retention time does. */
  void expire(String topic, int partition, long before) throws InterruptedException {
    administer(
        admin ->
            admin
                .deleteRecords(
                    Map.of(
                        new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                .all());
  }

  /** Makes a topic one that is not compacted. */
  void keepWithoutCompaction(String topic) throws InterruptedException {
    ConfigEntry policy =
        new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    administer(
        admin ->
            admin
                .incrementalAlterConfigs(
                    Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(policy, AlterConfigOp.OpType.SET))))
                .all());
  }

  /** Puts another value to each key of a topic. */
  void spoil(String topic) throws InterruptedException {
    List<byte[]> keys =
        new TopicReader(address).committed(topic).stream().map(ConsumerRecord::key).toList();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] key : keys) {
        Future<RecordMetadata> unused =
            producer.send(new ProducerRecord<>(topic, 0, key, new byte[] {127, 1, 2, 3}));
      }
    }
  }

  private void administer(Function<Admin, KafkaFuture<?>> task) throws InterruptedException {
    try (Admin admin = admin()) {
      task.apply(admin).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker refused", e);
    }
  }

  /** Returns a client that the caller closes. */
  Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address));
  }

  /** Stops its processes for a while, so that clients wait for answers. */
  void signal(String name) throws IOException, InterruptedException {
    for (ProcessHandle child : process.descendants()) {
      new ProcessBuilder("kill", "-" + name, String.valueOf(child.pid())).start().waitFor();
    }
  }

  @Override
  public void close() {
    process.kill();
  }
}
