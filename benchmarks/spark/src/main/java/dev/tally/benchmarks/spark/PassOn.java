package dev.tally.benchmarks.spark;

import static org.apache.spark.sql.functions.col;

import dev.tally.benchmarks.contestant.Task;

/** The trivial job: what is in one topic goes to another, unchanged. */
final class PassOn {

  private PassOn() {}

  /** Runs; told {@code servers topic output folder form}. */
  public static void main(String[] arguments) throws Exception {
    try (SqlSession session = SqlSession.open(Task.of(arguments))) {
      session.writeUpdates(session.topic().select(col("value").as("key"), col("value")));
    }
  }
}
