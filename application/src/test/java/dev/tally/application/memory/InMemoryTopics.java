package dev.tally.application.memory;

import dev.tally.application.conformance.ConformanceTopics;
import dev.tally.application.conformance.KeptRecord;
import dev.tally.application.conformance.Upsert;
import dev.tally.application.port.Cluster;
import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.JobLedgers;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.Replays;
import dev.tally.application.port.out.RowVersion;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.TopicWatch;
import dev.tally.application.port.out.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A whole cluster in memory, for tests of what runs on the ports. Thread-safe: one monitor, its
 * own, guards everything.
 */
@SuppressWarnings("serial") // it stays in this process
public final class InMemoryTopics
    implements ConformanceTopics, Topics, RecordReaders, JobLedgers, OutputHistory {

  private static final byte[] NO_KEY = new byte[0];

  private final Cluster cluster = Cluster.at("in-memory:0");
  private final Map<String, InMemoryTopic> topics = new TreeMap<>();
  private final Map<String, JobMemory> jobs = new HashMap<>();
  private final Map<String, Map<Integer, Long>> replayed = new HashMap<>();
  private Crash crash = Crash.NEVER;
  private int commits;
  private long lives;

  @Override
  public Cluster cluster() {
    return cluster;
  }

  /**
   * Makes a commit fail as if the process had died during it.
   *
   * @param commit which commit, counted from 1 over all jobs, beginning now
   * @param moment whether the commit takes effect
   */
  public synchronized void crashAtCommit(int commit, CrashMoment moment) {
    crash = new Crash(commit, moment);
    commits = 0;
  }

  /** Lets every commit that comes succeed. */
  public synchronized void crashNoMore() {
    crash = Crash.NEVER;
  }

  @Override
  public synchronized void createInput(String topic, int partitions) {
    topics.put(topic, new InMemoryTopic(partitions, false));
  }

  @Override
  public synchronized void createOutput(String topic) {
    topics.put(topic, new InMemoryTopic(1, true));
  }

  @Override
  public synchronized void append(String topic, int partition, List<byte @Nullable []> values) {
    InMemoryTopic target = existing(topic);
    values.forEach(value -> target.append(partition, value));
    notifyAll();
  }

  @Override
  public synchronized void append(String topic, int partition, KeptRecord record) {
    existing(topic).append(partition, record);
    notifyAll();
  }

  @Override
  public synchronized List<KeptRecord> records(String topic) {
    return topics.containsKey(topic) ? existing(topic).records() : List.of();
  }

  @Override
  public synchronized Map<Integer, Long> endOffsets(String topic) {
    InMemoryTopic found = existing(topic);
    return offsets(found, found::endOffset);
  }

  @Override
  public synchronized List<Upsert> upserts(String topic) {
    return existing(topic).records().stream().map(InMemoryTopics::upsert).toList();
  }

  @Override
  public synchronized List<TopicDescription> list(Cluster cluster) {
    return topics.entrySet().stream()
        .map(topic -> describe(topic.getKey(), topic.getValue()))
        .toList();
  }

  @Override
  public synchronized Optional<TopicDescription> describe(Cluster cluster, String topic) {
    return Optional.ofNullable(topics.get(topic)).map(found -> describe(topic, found));
  }

  @Override
  public synchronized void createIfMissing(
      Cluster cluster, String topic, int partitions, boolean compacted) {
    topics.putIfAbsent(topic, new InMemoryTopic(partitions, compacted));
  }

  @Override
  public synchronized int createForDeadLetters(Cluster cluster, String topic, int partitions) {
    createIfMissing(cluster, topic, partitions, false);
    return existing(topic).partitions();
  }

  @Override
  public Map<Integer, Long> endOffsets(Cluster cluster, String topic) {
    return endOffsets(topic);
  }

  @Override
  public synchronized Map<Integer, Long> beginningOffsets(Cluster cluster, String topic) {
    InMemoryTopic found = existing(topic);
    return offsets(
        found, partition -> Math.min(found.beginningOffset(), found.endOffset(partition)));
  }

  @Override
  public synchronized RecordReader open(TopicInput<?> input, Map<Integer, Long> positions) {
    return new InMemoryReader(this, existing(input.topic()), input, positions);
  }

  @Override
  public synchronized JobLedger open(String job, TopicInput<?> input, TopicOutput<?> output) {
    existing(output.topic()).abort(); // what the run before did not commit
    JobMemory memory = memoryOf(job);
    memory.openedTimes++;
    return new InMemoryLedger(this, memory, input.rejects(), output.topic());
  }

  /** Returns what sends dead letters back. */
  public Replays replays() {
    return (cluster, topic) ->
        new InMemoryReplay(this, replayed.computeIfAbsent(topic, unseen -> new TreeMap<>()));
  }

  /** Writes rows of a commit that is to come; under the monitor. */
  void writeRows(String topic, List<JobLedger.Entry> rows, RowVersion version) {
    existing(topic).write(rows, version);
  }

  /** Commits the rows written; under the monitor. */
  void commitRows(String topic) {
    existing(topic).commit();
  }

  /** Returns the rows of a topic that are written and not committed. */
  public synchronized List<Upsert> uncommitted(String topic) {
    return existing(topic).uncommitted().stream().map(InMemoryTopics::upsert).toList();
  }

  /** Adds a partition to a topic. */
  public synchronized void addPartition(String topic) {
    existing(topic).addPartition();
  }

  /** Deletes the records before an offset, in every partition. */
  public synchronized void deleteBefore(String topic, long offset) {
    existing(topic).deleteBefore(offset);
  }

  /** Loses the state that a job's ledger keeps, not its rows. */
  public synchronized void loseState(String job) {
    memoryOf(job).forgetState();
  }

  @Override
  public synchronized String idOf(Cluster cluster, String topic) {
    return Integer.toHexString(System.identityHashCode(existing(topic)));
  }

  @Override
  public TopicWatch watch(Cluster cluster, String topic) {
    return new TopicWatch() {

      @Override
      public View look() {
        return new View(idOf(cluster, topic), endOffsets(topic));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Optional<String> obstacle(Cluster cluster) {
    return Optional.empty();
  }

  @Override
  public boolean isListening(Cluster cluster) {
    return true;
  }

  @Override
  public synchronized long newLife() {
    return ++lives;
  }

  @Override
  public synchronized boolean hasRows(TopicOutput<?> output) {
    return !existing(output.topic()).records().isEmpty();
  }

  @Override
  public synchronized Optional<JobCommit> lastCommit(
      String job, TopicInput<?> input, TopicOutput<?> output) {
    return Optional.ofNullable(memoryOf(job).note);
  }

  @Override
  public synchronized void note(
      String job, TopicInput<?> input, TopicOutput<?> output, JobCommit commit) {
    memoryOf(job).note = commit;
  }

  @Override
  public synchronized void forget(String job, TopicInput<?> input, TopicOutput<?> output) {
    memoryOf(job).note = null;
  }

  @Override
  public synchronized void readRows(TopicOutput<?> output, RowHandler handler) {
    InMemoryTopic topic = existing(output.topic());
    List<RowVersion> versions = topic.versions();
    for (int i = 0; i < versions.size(); i++) {
      KeptRecord row = topic.records().get(i);
      handler.accept(Objects.requireNonNull(row.key()), row.value(), Optional.of(versions.get(i)));
    }
  }

  private static Upsert upsert(KeptRecord row) {
    return Upsert.ofBytes(row.key() == null ? NO_KEY : row.key(), row.value());
  }

  private JobMemory memoryOf(String job) {
    return jobs.computeIfAbsent(job, unseen -> new JobMemory());
  }

  /** Appends committed dead letters; under the monitor. */
  void appendDeadLetters(DeadLetterTopic topic, List<DeadLetter> deadLetters) {
    for (DeadLetter dead : deadLetters) {
      int partition = topic.partitionFor(dead.rejection().partition());
      existing(topic.name())
          .append(partition, new KeptRecord(dead.key(), dead.value(), dead.headersOnTopic(), 0));
    }
  }

  /** Counts a commit, makes it take effect, and dies before or after if it was told to. */
  synchronized void commit(Runnable effect) {
    commits++;
    boolean dies = commits == crash.commit;
    if (dies && crash.moment == CrashMoment.BEFORE) {
      throw new IllegalStateException("died before commit " + commits);
    }
    effect.run();
    if (dies) {
      throw new IllegalStateException("died after commit " + commits);
    }
  }

  private InMemoryTopic existing(String topic) {
    InMemoryTopic found = topics.get(topic);
    if (found == null) {
      throw new TallyException(Problem.NOT_FOUND, "there is no topic '" + topic + "'");
    }
    return found;
  }

  private static TopicDescription describe(String name, InMemoryTopic topic) {
    return new TopicDescription(name, topic.partitions(), topic.compacted, topic.records().size());
  }

  private static Map<Integer, Long> offsets(InMemoryTopic topic, ToLongFunction<Integer> offset) {
    Map<Integer, Long> offsets = new TreeMap<>();
    for (int partition = 0; partition < topic.partitions(); partition++) {
      offsets.put(partition, offset.applyAsLong(partition));
    }
    return offsets;
  }

  /** When a process dies: before its commit takes effect, or after, with the answer lost. */
  public enum CrashMoment {
    BEFORE,
    AFTER
  }

  private record Crash(int commit, CrashMoment moment) {
    private static final Crash NEVER = new Crash(0, CrashMoment.BEFORE);
  }
}
