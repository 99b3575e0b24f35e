package dev.tally.adapters.spark;

import static org.apache.spark.sql.functions.col;

import dev.tally.application.port.out.TopicInput;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.execution.streaming.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import scala.collection.Iterator;

/** The streaming query of one run: takes micro-batches from the topic and hands them on. */
final class BatchQuery {

  /** So large that a batch's fixed cost does not matter, so small that results keep coming. */
  private static final long MOST_RECORDS_IN_BATCH = 500_000;

  private final String topic;
  private final Passes passes;
  private final CompletableFuture<StreamingQuery> query = new CompletableFuture<>();
  private final CompletableFuture<Void> positioned = new CompletableFuture<>();

  private BatchQuery(String topic, Passes passes) {
    this.topic = topic;
    this.passes = passes;
  }

  /**
   * Starts the query.
   *
   * @param checkpoint where Spark keeps the positions
   */
  static BatchQuery start(TopicInput<?> input, long emissionMillis, Path checkpoint, Passes passes)
      throws TimeoutException {
    BatchQuery started = new BatchQuery(input.topic(), passes);
    DataStreamWriter<Row> writer =
        SharedSession.get()
            .readStream()
            .format("kafka")
            .options(KafkaOptions.source(input, MOST_RECORDS_IN_BATCH))
            .load()
            .select(col("partition"), col("offset"), col("value"))
            .writeStream()
            .option("checkpointLocation", checkpoint.toUri().toString())
            .trigger(
                input.isBounded() ? Trigger.AvailableNow() : Trigger.ProcessingTime(emissionMillis))
            .foreachBatch(started::takeIn);
    started.query.complete(writer.start());
    return started;
  }

  /** Waits for the end up to a time; false where it has not come. */
  boolean await(long millis) throws StreamingQueryException {
    return query.join().awaitTermination(millis);
  }

  /** Ends the query once the pass under way, if there is one, is committed. */
  void stop() {
    passes.between(
        () -> {
          try {
            query.join().stop();
          } catch (TimeoutException impossible) {
            throw new IllegalStateException("no time limit is set", impossible);
          }
        });
  }

  /** Completes when it is settled where the run begins to read. */
  CompletableFuture<Void> positioned() {
    return positioned;
  }

  /** Returns how many records are still to be read, as far as known. */
  OptionalLong lag() {
    StreamingQueryProgress progress = query.join().lastProgress();
    if (progress == null || progress.sources().length == 0) {
      return OptionalLong.empty();
    }
    Map<Integer, Long> positions = passes.latest().positions();
    Map<Integer, Long> ends = SourceOffsets.of(topic, progress.sources()[0].latestOffset());
    return OptionalLong.of(
        ends.entrySet().stream()
            .mapToLong(
                end -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
            .sum());
  }

  private void takeIn(Dataset<Row> batch, long number) throws InterruptedException {
    Map<Integer, Long> positions = positionsAfterBatch();
    positioned.complete(null);
    passes.takeIn(batch.queryExecution().toRdd(), number, positions);
  }

  private Map<Integer, Long> positionsAfterBatch() {
    Map<Integer, Long> positions = new TreeMap<>();
    Iterator<Offset> offsets =
        ((StreamingQueryWrapper) query.join()).streamingQuery().availableOffsets().valuesIterator();
    while (offsets.hasNext()) {
      positions.putAll(SourceOffsets.of(topic, offsets.next().json()));
    }
    return positions;
  }
}
