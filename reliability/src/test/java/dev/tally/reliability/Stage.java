package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import dev.tally.reliability.history.CountRow;
import dev.tally.reliability.history.HistoryChecker;
import dev.tally.reliability.history.Promise;
import dev.tally.reliability.history.TopicHistory;
import dev.tally.reliability.history.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * A job on an engine between two topics of its own: who sends its input, who watches its output,
 * and each run that was started. Used by one thread.
 */
final class Stage implements AutoCloseable {

  /** How long anything may take that takes seconds on a quiet machine. */
  static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final AtomicInteger STAGES = new AtomicInteger();
  private static final int PARTITIONS = 2;

  private final Broker broker;
  private final Path directory;
  private final Engine engine;
  private final Job job;
  private final String input;
  private final String output;
  private final Feed feed;
  private final OutputWatch watch;
  private final List<TallyProcess> runs = new ArrayList<>();
  private final List<Long> restarts = new ArrayList<>();

  /** Makes the topics. The directory is where the engine keeps its state. */
  Stage(Broker broker, Path directory, Engine engine, Job job) throws InterruptedException {
    int number = STAGES.incrementAndGet();
    this.broker = broker;
    this.directory = directory;
    this.engine = engine;
    this.job = job;
    this.input = "%s-%d-in".formatted(job, number);
    this.output = "%s-%d-out".formatted(job, number);
    broker.createInput(input, PARTITIONS);
    broker.createOutput(output);
    this.feed = new Feed(job, broker.address(), input, PARTITIONS, number);
    this.watch = new OutputWatch(broker.address(), output, job.schema());
    watch.giveUpWhere(this::whyNobodyRuns);
  }

  private Optional<String> whyNobodyRuns() {
    return runs.isEmpty() || runs.stream().anyMatch(TallyProcess::isAlive)
        ? Optional.empty()
        : Optional.of("the job has ended: " + runs.get(runs.size() - 1).errors());
  }

  Feed feed() {
    return feed;
  }

  OutputWatch watch() {
    return watch;
  }

  String input() {
    return input;
  }

  String output() {
    return output;
  }

  /** Returns where engines with files of their own keep the job's state. */
  Path stateDirectory() {
    return directory.resolve(".tally/state");
  }

  /** Waits until the engine keeps something that a killed job can go on from. */
  void awaitKeptState() {
    watch.awaitVersions(1);
    if (engine != Engine.IN_PROCESS) { // there, rows and state are one commit
      watch.await(() -> files(stateDirectory()).anyMatch(engine::isKeptState), "state");
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.empty(); // it changes while we look
    }
  }

  /** Returns the topic in which the in-process engine keeps it. */
  String stateTopic() {
    return "tally-%s-%s-state".formatted(job, output);
  }

  /** Starts the job, or starts it again by the same command, to go on until it is stopped. */
  TallyProcess start() throws IOException {
    return start("");
  }

  /** Starts it with more options, each after a blank. */
  TallyProcess start(String options) throws IOException {
    return start(List.of(), options);
  }

  /** Starts it under another program that becomes it. */
  TallyProcess startUnder(List<String> wrapper) throws IOException {
    return start(wrapper, "");
  }

  private TallyProcess start(List<String> wrapper, String options) throws IOException {
    if (!runs.isEmpty()) {
      restarted();
    }
    TallyProcess run = TallyProcess.start(directory, wrapper, command(engine, output) + options);
    runs.add(run);
    return run;
  }

  /** Notes that the job has to go on from what it kept, for the judge. */
  void restarted() {
    restarts.add(System.currentTimeMillis());
  }

  /** Runs the job up to the end that its input has now. */
  Ended finish() throws IOException, InterruptedException {
    return finish("");
  }

  /** Does so with more options. */
  Ended finish(String options) throws IOException, InterruptedException {
    try (TallyProcess run = start(" --until end" + options)) {
      return run.end(PATIENCE);
    }
  }

  /**
   * Fails unless the last rows hold those of a run in-process that nobody disturbed, into a topic
   * of its own.
   */
  void assertSameRowsAsUndisturbed() throws IOException, InterruptedException {
    String undisturbed = output + "-undisturbed";
    broker.createOutput(undisturbed);
    Ended ended =
        TallyProcess.run(directory, command(Engine.IN_PROCESS, undisturbed) + " --until end");
    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(lastRows(undisturbed)).isNotEmpty();
    assertThat(lastRows(output)).containsAllEntriesOf(lastRows(undisturbed));
  }

  private Map<String, CountRow> lastRows(String topic) {
    Map<String, CountRow> rows = new TreeMap<>();
    new TopicHistory(broker.address(), job.schema())
        .read(input, topic)
        .versions()
        .forEach(version -> rows.put(version.row().cell(), version.row()));
    return rows;
  }

  private String command(Engine on, String to) {
    return "run %s --engine %s --bootstrap-servers %s --input %s --output %s --emit-every 100ms --parallelism 2 --wait-for-broker 120s%s"
        .formatted(job, on, broker.address(), input, to, job.options());
  }

  /** Tells whether the output holds versions that are not committed yet. */
  boolean hasOpenTransaction() throws InterruptedException {
    return !ends(IsolationLevel.READ_COMMITTED).equals(ends(IsolationLevel.READ_UNCOMMITTED));
  }

  private Map<TopicPartition, Long> ends(IsolationLevel level) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      wanted.put(new TopicPartition(output, partition), OffsetSpec.latest());
    }
    try (Admin admin = broker.admin()) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(wanted, new ListOffsetsOptions(level))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new IllegalStateException("no end of " + output, e);
    }
  }

  /** Returns what the judge says of the job that has come to its end. */
  Verdict verdict() {
    return verdict(promise());
  }

  /** Returns what he says of it by another promise. */
  Verdict verdict(Promise promise) {
    TopicHistory topics = new TopicHistory(broker.address(), job.schema());
    return HistoryChecker.check(
        job.hasBadInput()
            ? topics.read(input, output, input + ".dead-letter")
            : topics.read(input, output),
        promise);
  }

  /** Returns what the engine has promised for the restarts that there were. */
  Promise promise() {
    Promise promise = engine.promise(restarts);
    return job.hasWindows() ? promise.ofWindows() : promise;
  }

  /** Returns what holds where the job was begun anew: it steps back there, on any engine. */
  Promise promiseOfAnew() {
    return Promise.backOnlyAt(restarts);
  }

  /** Fails unless the run ended well, its accounts are right, and so is all that readers saw. */
  void assertSound(Ended last) {
    assertThat(last.code()).as(last.errors()).isZero();
    assertSound(last, promise());
  }

  /** Does so by another promise, and whatever the exit code. */
  void assertSound(Ended last, Promise promise) {
    Verdict verdict = verdict(promise);
    assertThat(verdict.isSound()).as(verdict.toString()).isTrue();
    assertThat(last.output()).as(last.errors()).last().isEqualTo(verdict.accounting());
  }

  @Override
  public void close() {
    for (TallyProcess run : runs) {
      run.kill();
    }
    watch.close();
    feed.close();
  }
}
