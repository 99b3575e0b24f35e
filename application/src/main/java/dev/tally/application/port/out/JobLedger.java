package dev.tally.application.port.out;

import dev.tally.application.port.DeadLetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one in-process job: emitted rows, dead letters, kept state and positions are
 * committed as one, so that a reader of committed rows never sees a step back and a crash leaves no
 * half of a commit. Used by one thread. Only one open ledger of a job can commit: opening it fences
 * the others.
 */
public interface JobLedger extends AutoCloseable {

  /**
   * Returns what the last commit left; empty where there was none.
   *
   * @throws dev.tally.application.port.TallyException where it is damaged
   */
  Kept restore();

  /**
   * Sends rows ahead of the commit that they belong to, the next one, and does not wait: readers of
   * uncommitted rows have them that much sooner.
   *
   * @param rows upserts for the output topic, in order
   * @param version what all of them are stamped with
   * @throws dev.tally.application.port.TallyException where another run of the job has taken over
   */
  void write(List<Entry> rows, RowVersion version);

  /**
   * Commits all of it together with the rows written since the last commit, and returns once all of
   * it is acknowledged.
   *
   * @throws dev.tally.application.port.TallyException where another run of the job has taken over
   */
  void commit(Commit commit);

  /**
   * Commits the last rows written in a run that came to its end and forgets state and positions,
   * all in one, save that the job was completed: it begins anew next time.
   *
   * @param job what the run has committed by then
   */
  void complete(JobCommit job);

  /**
   * Forgets what was kept, not the rows, and makes a first commit in its place, all in one: a run
   * begins anew, or from what it read back elsewhere.
   */
  void begin(Commit first);

  @Override
  void close();

  /**
   * What a job goes on from.
   *
   * @param state bytes by key, opaque to the ledger
   */
  record Kept(Past past, Map<Integer, Long> positions, List<Entry> state) {}

  /** How the last run of a job ended. */
  enum Past {
    /** Nothing is known of any run. */
    NONE,
    /** It was stopped, or died: its state is kept. */
    STOPPED,
    /** It came to the end of its input. */
    COMPLETED
  }

  /**
   * One commit.
   *
   * @param state changed state, a null value to forget a key
   * @param job what is committed, for those who do not read the state
   * @param deadLetters for the input's dead-letter topic, in order; none where it has no such topic
   */
  record Commit(List<Entry> state, JobCommit job, List<DeadLetter> deadLetters) {

    /** A commit without dead letters. */
    public Commit(List<Entry> state, JobCommit job) {
      this(state, job, List.of());
    }
  }

  /** A key and its value, null to delete. Handed through, never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Entry(byte[] key, byte @Nullable [] value) {}
}
