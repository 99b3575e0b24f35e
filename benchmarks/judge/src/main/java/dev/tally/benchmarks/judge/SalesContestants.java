package dev.tally.benchmarks.judge;

import dev.tally.benchmarks.judge.Contestant.Command;
import dev.tally.benchmarks.judge.Contestant.Role;
import java.util.List;

/** Who takes part in the summary of sales. */
final class SalesContestants {

  static final String DUCKDB = "DuckDB, DECIMAL";
  static final String FLINK_SQL_TUNED = "Flink SQL CSV, tuned";
  static final String SPARK_SQL_TUNED = "Spark SQL CSV, tuned";

  /** What slow contestants get of the rows: an eighth. */
  private static final int EIGHTH = 8;

  private static final String WHOLE = "the result before stays until this one is complete";
  private static final String NONE = "none: the query is run again";

  private final Commands commands;

  SalesContestants(Commands commands) {
    this.commands = commands;
  }

  /** Returns all of them, the product first. */
  List<Contestant> all() {
    return List.of(
        product(TopicContestants.IN_PROCESS),
        product(TopicContestants.FLINK),
        product(TopicContestants.SPARK),
        peer(
            DUCKDB,
            TopicContestants.IN_PROCESS,
            "2 threads, schema given",
            1,
            false,
            attempt -> commands.peer("files", "DuckDbSales", attempt)),
        new Contestant(
            "newline scan, 2 threads",
            TopicContestants.IN_PROCESS,
            Role.LIMIT,
            "2 threads, 1 MiB buffers, 8 bytes at a time",
            NONE,
            1,
            false,
            attempt -> commands.peer("files", "NewlineScan", attempt),
            TopicContestants::faultOfRead),
        sql(
            FLINK_SQL_TUNED,
            TopicContestants.FLINK,
            "tuned",
            "2 slots, dates as text, object reuse"),
        sql("Flink SQL CSV, default", TopicContestants.FLINK, "default", "2 slots"),
        sql(
            SPARK_SQL_TUNED,
            TopicContestants.SPARK,
            "tuned",
            "local[2], schema given, dates as text, 2 shuffle partitions"),
        sql(
            "Spark SQL CSV, default",
            TopicContestants.SPARK,
            "default",
            "local[2], schema given, 200 shuffle partitions"));
  }

  private Contestant product(String engine) {
    return new Contestant(
        TopicContestants.tally(engine),
        engine,
        Role.TALLY,
        "defaults, parallelism 2",
        WHOLE,
        1,
        false,
        attempt ->
            commands.tally(
                engine,
                List.of(
                    "run",
                    "sales-summary",
                    "--engine=" + engine,
                    "--input=" + attempt.input(),
                    "--output-dir=" + attempt.folder().resolve("summary"),
                    "--parallelism=2",
                    "--format=csv")),
        (attempt, outcome) ->
            SalesTruth.of(attempt).fault(attempt.folder().resolve("summary/part-00000.csv"), true));
  }

  private Contestant sql(String name, String engine, String form, String settings) {
    return peer(
        name,
        engine,
        settings,
        EIGHTH,
        !form.equals("tuned"),
        attempt -> commands.peer(engine, "SqlSales", attempt, "form=" + form));
  }

  private static Contestant peer(
      String name, String engine, String settings, int share, boolean isOnce, Command command) {
    return new Contestant(
        name,
        engine,
        Role.PEER,
        settings,
        NONE,
        share,
        isOnce,
        command,
        (attempt, outcome) ->
            SalesTruth.of(attempt).fault(attempt.folder().resolve("summary.csv"), false));
  }
}
