package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * The transactions of one job, all or nothing each. Whoever took over last may commit; all before
 * are refused. Used by one thread.
 */
final class LedgerTransactions implements AutoCloseable {

  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final String job;
  private final Producer<byte[], byte[]> producer;

  LedgerTransactions(Cluster cluster, String job, Producer<byte[], byte[]> producer) {
    this.cluster = cluster;
    this.job = job;
    this.producer = producer;
  }

  /** Fences every other run of the job and ends the transaction it may have left open. */
  void takeOver() {
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw explained(e);
    }
  }

  /**
   * Writes all of it in one transaction; returns once it is acknowledged.
   *
   * @param offsets what a consumer group has read by then; empty to leave the group alone
   */
  void commit(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      String group) {
    try {
      producer.beginTransaction();
      if (!offsets.isEmpty()) {
        // First of all: behind a send that is being refused the client would wait in vain.
        producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(group));
      }
      for (ProducerRecord<byte[], byte[]> record : records) {
        Future<RecordMetadata> unused = producer.send(record); // the commit reports what failed
      }
      producer.commitTransaction();
    } catch (KafkaException e) {
      abort(e);
      throw explained(e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSES_WITHIN);
  }

  // Where that fails too, the next one to take over ends the transaction.
  private void abort(KafkaException reason) {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      reason.addSuppressed(e);
    }
  }

  private RuntimeException explained(KafkaException failure) {
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
