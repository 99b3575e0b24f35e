package dev.tally.application.memory;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.RowVersion;
import java.util.List;
import java.util.Map;

/** A job's ledger; each opening fences the ones before it. */
final class InMemoryLedger implements JobLedger {

  private final InMemoryTopics topics;
  private final JobMemory memory;
  private final RejectPolicy rejects;
  private final String outputTopic;
  private final int opening;
  private boolean closed;

  InMemoryLedger(
      InMemoryTopics topics, JobMemory memory, RejectPolicy rejects, String outputTopic) {
    this.topics = topics;
    this.memory = memory;
    this.rejects = rejects;
    this.outputTopic = outputTopic;
    this.opening = memory.openedTimes;
  }

  @Override
  public Kept restore() {
    synchronized (topics) {
      Past past =
          memory.isCompleted ? Past.COMPLETED : memory.commit == null ? Past.NONE : Past.STOPPED;
      return new Kept(
          past,
          memory.commit == null ? Map.of() : memory.commit.positions(),
          List.copyOf(memory.state.values()));
    }
  }

  @Override
  public void write(List<Entry> rows, RowVersion version) {
    requireOpen();
    synchronized (topics) {
      requireNotFenced();
      topics.writeRows(outputTopic, rows, version);
    }
  }

  @Override
  public void commit(Commit commit) {
    requireOpen();
    topics.commit(
        () -> {
          requireNotFenced();
          rejects
              .keptIn()
              .ifPresent(topic -> topics.appendDeadLetters(topic, commit.deadLetters()));
          topics.commitRows(outputTopic);
          keep(commit);
        });
  }

  @Override
  public void complete(JobCommit job) {
    requireOpen();
    topics.commit(
        () -> {
          requireNotFenced();
          topics.commitRows(outputTopic);
          memory.clear();
          memory.isCompleted = true;
        });
  }

  @Override
  public void begin(Commit first) {
    requireOpen();
    synchronized (topics) {
      requireNotFenced();
      memory.clear();
      keep(first);
    }
  }

  private void keep(Commit commit) {
    commit.state().forEach(memory::apply);
    memory.commit = commit.job();
    memory.note = commit.job();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the ledger is closed");
    }
  }

  private void requireNotFenced() {
    if (opening != memory.openedTimes) {
      throw new TallyException(Problem.BUSY, "another run of the job has taken over");
    }
  }
}
