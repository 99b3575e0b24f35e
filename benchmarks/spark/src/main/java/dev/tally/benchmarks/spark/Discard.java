package dev.tally.benchmarks.spark;

import static org.apache.spark.sql.functions.col;

import dev.tally.benchmarks.contestant.Task;
import java.util.Arrays;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/** The limit of Spark's source: reads a topic's values and discards them. */
final class Discard {

  private Discard() {}

  /** Runs, and tells how many {@code records} were read; told {@code servers topic folder form}. */
  public static void main(String[] arguments) throws Exception {
    try (SqlSession session = SqlSession.open(Task.of(arguments))) {
      Task.tell(
          "records",
          Arrays.stream(session.discard(session.topic().select(col("value"))).recentProgress())
              .mapToLong(StreamingQueryProgress::numInputRows)
              .sum());
    }
  }
}
