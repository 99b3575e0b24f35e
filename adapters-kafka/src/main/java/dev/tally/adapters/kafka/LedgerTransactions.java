package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of one job, all or nothing each, one after the other. Whoever took over last may
 * commit; all before are refused. Used by one thread.
 *
 * <p>Two producers take turns: a transaction that is committed still has its markers to be written,
 * and its own producer would have to wait for them before the next one.
 */
final class LedgerTransactions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerTransactions.class);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final String job;
  private final Producer<byte[], byte[]> one;
  private final Producer<byte[], byte[]> other;
  private Producer<byte[], byte[]> current;
  private boolean isOpen;

  private LedgerTransactions(
      Cluster cluster, String job, Producer<byte[], byte[]> one, Producer<byte[], byte[]> other) {
    this.cluster = cluster;
    this.job = job;
    this.one = one;
    this.other = other;
    this.current = one;
  }

  /**
   * Takes charge: fences every other run of the job and ends the transaction it may have left open.
   *
   * @param identity the same for all runs of a job
   * @param settings of producers
   */
  static LedgerTransactions takeOver(
      Cluster cluster, String job, String identity, Map<String, Object> settings) {
    List<String> ids = ids(identity);
    Producer<byte[], byte[]> one = producer(cluster, ids.get(0), settings);
    Producer<byte[], byte[]> other;
    try {
      other = producer(cluster, ids.get(1), settings);
    } catch (TallyException e) {
      one.close(Duration.ZERO);
      throw e;
    }
    LedgerTransactions transactions = new LedgerTransactions(cluster, job, one, other);
    transactions.fence();
    return transactions;
  }

  /** Returns the transactional ids of a job's two producers. */
  static List<String> ids(String identity) {
    return List.of(identity + "-1", identity + "-2");
  }

  private static Producer<byte[], byte[]> producer(
      Cluster cluster, String transactionalId, Map<String, Object> settings) {
    Map<String, Object> own = new HashMap<>(settings);
    own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    own.merge(
        ProducerConfig.CLIENT_ID_CONFIG,
        transactionalId.substring(transactionalId.length() - 2),
        (name, turn) -> "" + name + turn);
    try {
      return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw KafkaFailure.notSetUp(cluster, e);
    }
  }

  // At once: each waits for the broker several times.
  private void fence() {
    CompletableFuture<Void> fencing = CompletableFuture.runAsync(other::initTransactions);
    try {
      one.initTransactions();
      fencing.join();
    } catch (KafkaException | CompletionException e) {
      one.close(Duration.ZERO);
      other.close(Duration.ZERO);
      throw explained(e);
    }
  }

  /** Sends records as a part of the transaction that the next commit ends. */
  void write(List<ProducerRecord<byte[], byte[]>> records) {
    try {
      send(records);
    } catch (KafkaException e) {
      abort();
      throw explained(e);
    }
  }

  /**
   * Sends records and commits the transaction; returns once all of it is acknowledged.
   *
   * @param offsets what a consumer group has read by then; empty to leave the group alone
   */
  void commit(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      String group) {
    try {
      send(records);
      if (!offsets.isEmpty()) {
        // Readers of uncommitted rows have them by now. And behind a send that is being refused,
        // rather than has been, the client would wait in vain.
        current.flush();
        current.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(group));
      }
      current.commitTransaction();
    } catch (KafkaException e) {
      abort();
      throw explained(e);
    }
    current = current == one ? other : one;
    isOpen = false;
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) {
    if (!isOpen) {
      current.beginTransaction();
      isOpen = true;
    }
    for (ProducerRecord<byte[], byte[]> record : records) {
      Future<RecordMetadata> unused = current.send(record); // the commit reports what failed
    }
  }

  @Override
  public void close() {
    one.close(CLOSES_WITHIN);
    other.close(CLOSES_WITHIN);
  }

  // Where that fails too, the next one to take over ends the transaction.
  private void abort() {
    isOpen = false;
    try {
      current.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      LOG.info("the transaction of job {} is left open: {}", job, e.toString());
    }
  }

  private RuntimeException explained(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return new TallyException(
            Problem.BUSY,
            "Another run of job %s at %s has taken over.\nOnly one run of a job into a topic goes on: the newest."
                .formatted(job, cluster.bootstrapServers()),
            failure);
      }
    }
    return KafkaFailure.explain(cluster, "commit the results of job " + job, failure);
  }
}
