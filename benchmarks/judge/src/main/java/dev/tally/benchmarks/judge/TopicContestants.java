package dev.tally.benchmarks.judge;

import dev.tally.benchmarks.judge.Contestant.Check;
import dev.tally.benchmarks.judge.Contestant.Command;
import dev.tally.benchmarks.judge.Contestant.Role;
import java.util.ArrayList;
import java.util.List;

/** Who takes part in the jobs from topic to topic. */
final class TopicContestants {

  static final String IN_PROCESS = "in-process";
  static final String FLINK = "flink";
  static final String SPARK = "spark";

  static final String BARE_TWO = "bare consumer, 2 threads, byte[]";
  static final String STREAMS_TUNED = "Kafka Streams DSL, tuned";
  static final String FLINK_SQL_TUNED = "Flink SQL, tuned";
  static final String FLINK_DISCARD = "Flink KafkaSource, discard";
  static final String SPARK_SQL_TUNED = "Spark SQL, tuned";

  /** What slow contestants get of the records: a quarter. */
  private static final int QUARTER = 4;

  private static final String TALLY_SETTINGS = "defaults, parallelism 2, a row a second at most";
  private static final String EXACT = "exact after any crash: counts and positions are one";
  private static final String UPSERTS =
      "at least once, rows are absolute: the last row of a key is right after any crash";
  private static final String NONE = "none: nothing is kept";

  private final Job job;
  private final BenchTopics topics;
  private final Commands commands;
  private final Truths truths;

  TopicContestants(Job job, BenchTopics topics, Commands commands, Truths truths) {
    this.job = job;
    this.topics = topics;
    this.commands = commands;
    this.truths = truths;
  }

  static String tally(String engine) {
    return "Tally " + engine;
  }

  /** Returns all of them, the product first. */
  List<Contestant> all() {
    List<Contestant> all = new ArrayList<>();
    all.add(product(IN_PROCESS, EXACT));
    all.add(product(FLINK, UPSERTS + "; checkpoint every 5 s"));
    all.add(product(SPARK, UPSERTS));
    all.add(bare(BARE_TWO, 2, "bytes", false));
    all.add(bare("bare consumer, 2 threads, ByteBuffer", 2, "buffer", true));
    all.add(bare("bare consumer, 1 thread, byte[]", 1, "bytes", true));
    all.add(bare("bare consumer, 1 thread, ByteBuffer", 1, "buffer", true));
    all.addAll(streams());
    all.addAll(onFlink());
    all.addAll(onSpark());
    return all;
  }

  private Contestant product(String engine, String guarantee) {
    return new Contestant(
        tally(engine),
        engine,
        Role.TALLY,
        TALLY_SETTINGS,
        guarantee,
        1,
        false,
        attempt ->
            commands.tallyOnTopics(
                engine,
                List.of(
                    "run",
                    job.toString(),
                    "--engine=" + engine,
                    "--input=" + attempt.input(),
                    "--output=" + attempt.output(),
                    "--from=earliest",
                    "--until=end",
                    "--parallelism=2",
                    "--state-dir=" + attempt.folder().resolve("state"),
                    "--report=" + attempt.folder().resolve("report.json"))),
        this::faultOfRows);
  }

  private Contestant bare(String name, int threads, String values, boolean isOnce) {
    return new Contestant(
        name,
        IN_PROCESS,
        Role.LIMIT,
        "fetches and polls as large as Tally's",
        NONE,
        1,
        isOnce,
        attempt ->
            commands.peer(
                "kafka", "BareConsumer", attempt, "threads=" + threads, "values=" + values),
        TopicContestants::faultOfRead);
  }

  private List<Contestant> streams() {
    String main = job == Job.MINUTE_WINDOWS ? "StreamsWindows" : "StreamsCounts";
    return List.of(
        peer(
            STREAMS_TUNED,
            IN_PROCESS,
            "2 threads, store in memory, 64 MiB cache, commit every 1 s, linger 100 ms, 512 KiB"
                + " batches, lz4",
            false,
            attempt -> commands.peer("kafka", main, attempt, "form=tuned")),
        peer(
            "Kafka Streams DSL, default",
            IN_PROCESS,
            "1 thread, RocksDB, 10 MiB cache, commit every 30 s",
            true,
            attempt -> commands.peer("kafka", main, attempt, "form=default")));
  }

  private List<Contestant> onFlink() {
    String main = job == Job.MINUTE_WINDOWS ? "SqlWindows" : "SqlCounts";
    return List.of(
        peer(
            FLINK_SQL_TUNED,
            FLINK,
            "2 slots, checkpoint every 5 s, needed columns only, mini-batch 1 s, two phases, object"
                + " reuse, sink buffer 1 s",
            false,
            attempt -> commands.peer("flink", main, attempt, "form=tuned")),
        peer(
            "Flink SQL, default",
            FLINK,
            "2 slots, checkpoint every 5 s, all columns",
            true,
            attempt -> commands.peer("flink", main, attempt, "form=default")),
        new Contestant(
            FLINK_DISCARD,
            FLINK,
            Role.LIMIT,
            "2 slots, checkpoint every 5 s, object reuse, values as bytes, fetches as large as Tally's",
            NONE,
            1,
            false,
            attempt -> commands.peer("flink", "Discard", attempt),
            TopicContestants::faultOfRead));
  }

  private List<Contestant> onSpark() {
    String main = job == Job.MINUTE_WINDOWS ? "SqlWindows" : "SqlCounts";
    return List.of(
        peer(
            SPARK_SQL_TUNED,
            SPARK,
            "local[2], update mode, one trigger, needed columns only, 2 shuffle partitions",
            false,
            attempt -> commands.peer("spark", main, attempt, "form=tuned")),
        peer(
            "Spark SQL, default",
            SPARK,
            "local[2], update mode, one trigger, all columns, 200 shuffle partitions",
            true,
            attempt -> commands.peer("spark", main, attempt, "form=default")),
        new Contestant(
            "Spark Kafka source, noop",
            SPARK,
            Role.LIMIT,
            "local[2], values as bytes",
            NONE,
            1,
            true,
            attempt -> commands.peer("spark", "Discard", attempt, "form=tuned"),
            TopicContestants::faultOfRead));
  }

  private Contestant peer(
      String name, String engine, String settings, boolean isOnce, Command command) {
    Check check = this::faultOfRows;
    return new Contestant(
        name, engine, Role.PEER, settings, UPSERTS, QUARTER, isOnce, command, check);
  }

  private String faultOfRows(Attempt attempt, Outcome outcome) {
    return job == Job.MINUTE_WINDOWS
        ? truths.faultOfWindows(topics, attempt)
        : truths.faultOfCounts(topics, attempt);
  }

  /** Returns whether a limit has read all that there is; it has no other result. */
  static String faultOfRead(Attempt attempt, Outcome outcome) {
    String read = outcome.told().getOrDefault("records", "nothing");
    return read.equals(Long.toString(attempt.records()))
        ? ""
        : "read %s of %d records".formatted(read, attempt.records());
  }
}
