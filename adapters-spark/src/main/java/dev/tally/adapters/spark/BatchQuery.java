package dev.tally.adapters.spark;

import static org.apache.spark.sql.functions.col;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import java.nio.file.Path;
import java.time.Duration;
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
import scala.Option;
import scala.collection.Iterator;

/**
 * The streaming query of one run: takes micro-batches from the topic and hands them to the passes.
 *
 * <p>It begins where the last committed pass ended, not where Spark's own checkpoint says: so the
 * positions are committed as one with state and accounting, and the end of a bounded run may lie
 * within a batch.
 */
final class BatchQuery {

  /** So large that a batch's fixed cost does not matter, so small that results keep coming. */
  private static final long MOST_RECORDS_IN_BATCH = 500_000;

  /** How long a stop waits for the pass under way. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TopicInput<?> input;
  private final Passes passes;
  private final CompletableFuture<StreamingQuery> query = new CompletableFuture<>();
  private final CompletableFuture<Void> over;

  private BatchQuery(TopicInput<?> input, Passes passes, CompletableFuture<Void> over) {
    this.input = input;
    this.passes = passes;
    this.over = over;
  }

  /**
   * Starts the query.
   *
   * @param checkpoint an empty folder for Spark's notes
   * @param over completes at the end of a bounded input, or exceptionally where the query fails
   */
  static BatchQuery start(
      TopicInput<?> input,
      long emissionMillis,
      Path checkpoint,
      Passes passes,
      CompletableFuture<Void> over)
      throws TimeoutException {
    BatchQuery started = new BatchQuery(input, passes, over);
    Map<Integer, Long> positions = passes.latest().committed().positions();
    DataStreamWriter<Row> writer =
        SharedSession.get()
            .readStream()
            .format("kafka")
            .options(KafkaOptions.source(input, positions, MOST_RECORDS_IN_BATCH))
            .load()
            .select(col("partition"), col("offset"), col("value"))
            .writeStream()
            .option("checkpointLocation", checkpoint.toUri().toString())
            .trigger(Trigger.ProcessingTime(input.isBounded() ? 0 : emissionMillis))
            .foreachBatch((Dataset<Row> batch, Long number) -> started.takeIn(batch));
    started.query.complete(writer.start());
    Thread watch = new Thread(started::watch, "watch-query");
    watch.setDaemon(true);
    watch.start();
    return started;
  }

  /**
   * Ends the query once the pass under way, if there is one, is committed; one that takes too long
   * is given up, and repeated by the next run.
   *
   * @throws StreamingQueryException where it had failed
   * @throws TallyException where a pass was given up
   */
  void stop() throws TimeoutException, StreamingQueryException, InterruptedException {
    StreamingQuery running = query.join();
    boolean whole = passes.between(PATIENCE, running::stop);
    Option<StreamingQueryException> failure = running.exception();
    if (failure.isDefined()) {
      throw failure.get();
    }
    if (!whole) {
      throw new TallyException(
          Problem.UNREACHABLE,
          "The job could not be stopped in good order within %d s: the broker at %s does not take its rows.%nNothing is lost: the same command goes on from the last commit."
              .formatted(PATIENCE.toSeconds(), input.cluster().bootstrapServers()));
    }
  }

  /** Returns how many records are still to be read, as far as known. */
  OptionalLong lag() {
    Map<Integer, Long> ends = input.ends().orElseGet(this::latestOffsets);
    if (ends.isEmpty()) {
      return OptionalLong.empty();
    }
    Map<Integer, Long> positions = passes.latest().committed().positions();
    return OptionalLong.of(
        ends.entrySet().stream()
            .mapToLong(
                end -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
            .sum());
  }

  private Map<Integer, Long> latestOffsets() {
    StreamingQueryProgress progress = query.join().lastProgress();
    return progress == null || progress.sources().length == 0
        ? Map.of()
        : SourceOffsets.read(input.topic(), progress.sources()[0].latestOffset());
  }

  private void takeIn(Dataset<Row> batch) throws InterruptedException {
    passes.takeIn(batch.queryExecution().toRdd(), positionsAfterBatch());
    if (input.isBounded() && passes.isAtEnd()) {
      over.complete(null);
    }
  }

  private Map<Integer, Long> positionsAfterBatch() {
    Map<Integer, Long> positions = new TreeMap<>(passes.latest().committed().positions());
    Iterator<Offset> offsets =
        ((StreamingQueryWrapper) query.join()).streamingQuery().availableOffsets().valuesIterator();
    while (offsets.hasNext()) {
      positions.putAll(SourceOffsets.read(input.topic(), offsets.next().json()));
    }
    return positions;
  }

  // A query that nobody stopped and that has not failed has no reason to end.
  private void watch() {
    try {
      query.join().awaitTermination();
      over.completeExceptionally(new IllegalStateException("Spark ended the query by itself"));
    } catch (StreamingQueryException failure) {
      over.completeExceptionally(failure);
    }
  }
}
