package dev.tally.adapters.spark;

import static org.apache.spark.sql.functions.col;

import dev.tally.application.files.FilesResult;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.FilesInput;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Reads files to their end as one Spark job: combine planned ranges where they are read, shuffle
 * the partial results by key and window, merge, collect.
 */
record FilesPass<E, K, A>(AggregationSpec<E, K, A, ?> spec, FilesInput<E> input, int parallelism) {

  /** Runs the job and merges its rows into the result. */
  void run(RangeAccounts accounts, FilesResult<K, A, ?> result) {
    SparkSession session = SharedSession.get();
    JavaRDD<InternalRow> partials =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(plannedRanges(), Math.max(1, Math.min(parallelism, input.ranges().size())))
            .mapPartitions(new RangeTask<>(spec, input.readers(), accounts));
    Dataset<Row> shuffled =
        session
            .internalCreateDataFrame(partials.rdd(), Rows.PARTIAL, false)
            .repartition(parallelism, col("window"), col("key"));
    List<InternalRow> merged =
        shuffled
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(new MergeRows<>(spec.aggregation()))
            .collect();
    FormatBytes<K> keys = new FormatBytes<>(spec.aggregation().keyFormat());
    FormatBytes<A> accumulators = new FormatBytes<>(spec.aggregation().accumulatorFormat());
    for (InternalRow row : merged) {
      result.merge(
          keys.read(row.getBinary(Rows.PARTIAL_KEY)),
          row.getLong(Rows.PARTIAL_WINDOW),
          accumulators.read(row.getBinary(Rows.PARTIAL_ACCUMULATOR)));
    }
  }

  // Dealt out in turn, so that a file in few and a file in many ranges keep all tasks busy.
  private List<PlannedRange> plannedRanges() {
    List<FileRange> ranges = input.ranges();
    int tasks = Math.max(1, Math.min(parallelism, ranges.size()));
    List<PlannedRange> planned = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      for (int number = task; number < ranges.size(); number += tasks) {
        planned.add(new PlannedRange(number, ranges.get(number)));
      }
    }
    return planned;
  }
}
