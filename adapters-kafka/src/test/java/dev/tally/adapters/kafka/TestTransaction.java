package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A stranger's transaction; one that is neither committed nor aborted is aborted at the end. */
final class TestTransaction implements AutoCloseable {

  private final Cluster cluster;
  private final KafkaProducer<byte[], byte[]> producer;
  private boolean isOpen = true;

  private TestTransaction(Cluster cluster, KafkaProducer<byte[], byte[]> producer) {
    this.cluster = cluster;
    this.producer = producer;
  }

  static TestTransaction begin(Cluster cluster) {
    return begin(cluster, "test-" + UUID.randomUUID());
  }

  static TestTransaction begin(Cluster cluster, String transactionalId) {
    Map<String, Object> settings = ClientSettings.producer(cluster, "test");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    return new TestTransaction(cluster, producer);
  }

  /** Writes a value, which is its own key too, to partition 0; returns once the broker has it. */
  void write(String topic, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, 0, bytes, bytes));
    producer.flush();
  }

  /** Deletes a key of partition 0. */
  static void deleteKey(Cluster cluster, String topic, byte[] key) {
    try (TestTransaction transaction = begin(cluster)) {
      Future<RecordMetadata> unused =
          transaction.producer.send(new ProducerRecord<>(topic, 0, key, null));
      transaction.commit();
    }
  }

  /**
   * Returns once every reader sees how the transactions that were ended have ended: that is a
   * moment after their end was acknowledged. Those still at work are not waited for.
   */
  static void awaitEnds(Cluster cluster) {
    ListTransactionsOptions ending =
        new ListTransactionsOptions()
            .filterStates(Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));
    try (AdminSession session = AdminSession.open(cluster)) {
      Collection<TransactionListing> left;
      do {
        left = session.await("list transactions", session.admin().listTransactions(ending).all());
      } while (!left.isEmpty());
    }
  }

  /** Returns once every reader sees it. */
  void commit() {
    producer.commitTransaction();
    isOpen = false;
    awaitEnds(cluster);
  }

  /** Returns once every reader sees it. */
  void abort() {
    producer.abortTransaction();
    isOpen = false;
    awaitEnds(cluster);
  }

  /** Leaves it as a process does that is killed. */
  void die() {
    isOpen = false;
    producer.close(Duration.ZERO);
  }

  @Override
  public void close() {
    if (isOpen) {
      abort();
    }
    producer.close(Duration.ZERO);
  }
}
