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

  /** Returns what the last commit left; empty maps where there was none. */
  Kept restore();

  /**
   * Commits all of it together, and returns once all of it is acknowledged.
   *
   * @throws dev.tally.application.port.TallyException where another run of the job has taken over
   */
  void commit(Commit commit);

  /**
   * Commits the last rows of a run that came to its end and forgets state and positions, all in
   * one: the job begins anew next time.
   */
  void complete(List<Entry> rows);

  /** Forgets state and positions, not the rows, before a run that begins anew. */
  void clear();

  @Override
  void close();

  /**
   * What a job goes on from.
   *
   * @param state bytes by key, opaque to the ledger
   */
  record Kept(Map<Integer, Long> positions, List<Entry> state) {}

  /**
   * One commit.
   *
   * @param rows upserts for the output topic, in order
   * @param state changed state, a null value to forget a key
   * @param positions the next offset of each partition
   * @param deadLetters for the input's dead-letter topic, in order; none where it has no such topic
   */
  record Commit(
      List<Entry> rows,
      List<Entry> state,
      Map<Integer, Long> positions,
      List<DeadLetter> deadLetters) {

    /** A commit without dead letters. */
    public Commit(List<Entry> rows, List<Entry> state, Map<Integer, Long> positions) {
      this(rows, state, positions, List.of());
    }
  }

  /** A key and its value, null to delete. Handed through, never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Entry(byte[] key, byte @Nullable [] value) {}
}
