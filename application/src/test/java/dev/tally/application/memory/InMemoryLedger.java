package dev.tally.application.memory;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.RejectPolicy;
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
      return new Kept(Map.copyOf(memory.positions), List.copyOf(memory.state.values()));
    }
  }

  @Override
  public void commit(Commit commit) {
    requireOpen();
    topics.commit(
        () -> {
          requireNotFenced();
          topics.appendRows(outputTopic, commit.rows());
          rejects
              .keptIn()
              .ifPresent(topic -> topics.appendDeadLetters(topic, commit.deadLetters()));
          commit.state().forEach(memory::apply);
          memory.positions.putAll(commit.positions());
        });
  }

  @Override
  public void complete(List<Entry> rows) {
    requireOpen();
    topics.commit(
        () -> {
          requireNotFenced();
          topics.appendRows(outputTopic, rows);
          memory.clear();
        });
  }

  @Override
  public void clear() {
    requireOpen();
    synchronized (topics) {
      requireNotFenced();
      memory.clear();
    }
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
