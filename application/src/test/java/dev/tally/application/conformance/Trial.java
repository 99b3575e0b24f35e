package dev.tally.application.conformance;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.OnRejected;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.time.Windowing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One job with topics of its own, run as often as a test likes. Closing it ends what still runs.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 * @param <R> the results
 */
final class Trial<E, K, A, R> implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final AggregationEngine engine;
  private final ConformanceTopics topics;
  private AggregationSpec<E, K, A, R> spec;
  private final ResultEncoder<R> encoder;
  private final Path stateDirectory;
  private final String input;
  private final String output;
  private final List<RunningJob> started = new ArrayList<>();
  private DecoderFactory<E> decoder;
  private RejectPolicy rejects = RejectPolicy.SKIP_ALL;
  private Duration commitEvery = Duration.ZERO;

  /** Prepares a job under a name that no other trial has, and makes its topics. */
  Trial(
      AggregationEngine engine,
      ConformanceTopics topics,
      int partitions,
      AggregationSpec<E, K, A, R> spec,
      DecoderFactory<E> decoder,
      ResultEncoder<R> encoder,
      Path stateDirectory) {
    String name = spec.name() + "-" + NUMBER.incrementAndGet();
    this.engine = engine;
    this.topics = topics;
    this.spec = new AggregationSpec<>(name, spec.aggregation(), spec.windowing(), spec.emission());
    this.decoder = decoder;
    this.encoder = encoder;
    this.stateDirectory = stateDirectory;
    this.input = name + "-in";
    this.output = name + "-out";
    topics.createInput(input, partitions);
    topics.createOutput(output);
  }

  /** Returns the job's name. */
  String job() {
    return spec.name();
  }

  /** Returns the name of the topic it writes. */
  String output() {
    return output;
  }

  /** Returns the name of the topic it reads. */
  String input() {
    return input;
  }

  /** Lets the next runs decode in another way. */
  void decodeWith(DecoderFactory<E> other) {
    decoder = other;
  }

  /** Lets the next runs commit no more often than that. */
  void commitEvery(Duration other) {
    commitEvery = other;
  }

  /** Lets the next runs have other windows. */
  void windowsBy(Windowing<E> other) {
    spec = new AggregationSpec<>(spec.name(), spec.aggregation(), other, spec.emission());
  }

  /** Lets the next runs keep what they reject, up to a limit. */
  void keepRejected(RejectLimit limit) {
    int partitions = topics.endOffsets(input).size();
    if (topics.records(deadLetterTopic()).isEmpty()) {
      topics.createInput(deadLetterTopic(), partitions);
    }
    rejects = RejectPolicy.keepIn(new DeadLetterTopic(deadLetterTopic(), partitions), limit);
  }

  /** Lets the next runs do something else with what they reject. */
  void onRejected(OnRejected action, RejectLimit limit) {
    rejects = new RejectPolicy(action, null, limit);
  }

  /** Returns everything that was kept of what was rejected. */
  List<DeadLetter> deadLetters() {
    return topics.records(deadLetterTopic()).stream()
        .map(
            record ->
                DeadLetter.ofRecord(record.key(), record.value(), record.headers()).orElseThrow())
        .toList();
  }

  /** Appends a record with all that it has to the input. */
  void append(int partition, KeptRecord record) {
    topics.append(input, partition, record);
  }

  /** Appends a corpus to the input. */
  void append(Corpus corpus) {
    corpus.appendTo(topics, input);
  }

  /** Returns where the input ends now. */
  Map<Integer, Long> ends() {
    return topics.endOffsets(input);
  }

  /** Runs to the end that the input has now. */
  RunReport runToEnd(StartPosition from, int parallelism) throws InterruptedException {
    return runTo(ends(), from, parallelism);
  }

  /** Runs to a given end. */
  RunReport runTo(Map<Integer, Long> ends, StartPosition from, int parallelism)
      throws InterruptedException {
    return start(Optional.of(ends), from, parallelism).await();
  }

  /** Starts a run without end. */
  RunningJob runForever(StartPosition from, int parallelism) {
    return start(Optional.empty(), from, parallelism);
  }

  /** Returns every row emitted so far. */
  List<Upsert> upserts() {
    return topics.upserts(output);
  }

  /** Returns the table that the rows emitted so far make up. */
  SortedMap<String, String> table() {
    return tableOf(upserts());
  }

  /** Returns the table that rows make up. */
  static SortedMap<String, String> tableOf(List<Upsert> upserts) {
    SortedMap<String, String> table = new TreeMap<>();
    for (Upsert upsert : upserts) {
      String value = upsert.value();
      if (value == null) {
        table.remove(upsert.key());
      } else {
        table.put(upsert.key(), value);
      }
    }
    return table;
  }

  @Override
  public void close() {
    started.forEach(RunningJob::stop);
    try {
      for (RunningJob job : started) {
        job.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the test's time is over: the jobs have been told
    }
  }

  private RunningJob start(Optional<Map<Integer, Long>> ends, StartPosition from, int parallelism) {
    RunningJob job =
        engine.start(
            spec,
            new TopicInput<>(topics.cluster(), input, from, ends, decoder, rejects),
            new TopicOutput<>(topics.cluster(), output, encoder),
            new Execution(parallelism, commitEvery, stateDirectory));
    started.add(job);
    return job;
  }

  private String deadLetterTopic() {
    return DeadLetterTopic.nameFor(input);
  }
}
