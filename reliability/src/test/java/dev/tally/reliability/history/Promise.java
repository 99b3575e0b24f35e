package dev.tally.reliability.history;

import java.util.List;

/**
 * What a job has promised, beyond exact counts.
 *
 * @param restarts when the job was restarted, by the broker's clock, in epoch milliseconds: there,
 *     and only there, a row may step back; empty where it never may
 * @param late how many inputs the job reported as late: in no final count
 * @param finished whether the job came to the end of its input, so that every window is final
 * @param windows whether the rows are windows, which become final
 * @param deadLetterOnce whether no input may be in the dead letter topic twice
 */
public record Promise(
    List<Long> restarts, long late, boolean finished, boolean windows, boolean deadLetterOnce) {

  /** Takes an unmodifiable copy. */
  public Promise {
    restarts = List.copyOf(restarts);
  }

  /** Counts that never step back. */
  public static Promise neverBack() {
    return new Promise(List.of(), 0, true, false, true);
  }

  /** Counts that may step back, or be repeated, at a restart. */
  public static Promise backOnlyAt(List<Long> restarts) {
    return new Promise(restarts, 0, true, false, false);
  }

  /** The same of windows. */
  public Promise ofWindows() {
    return new Promise(restarts, late, finished, true, deadLetterOnce);
  }

  /** The same with inputs that were late. */
  public Promise withLate(long reported) {
    return new Promise(restarts, reported, finished, windows, deadLetterOnce);
  }

  /** The same of a job that was stopped and may be gone on with. */
  public Promise unfinished() {
    return new Promise(restarts, late, false, windows, deadLetterOnce);
  }

  /** Tells whether a row may step back between two versions. */
  boolean mayStepBack(OutputVersion before, OutputVersion after) {
    return restarts.stream().anyMatch(at -> before.appendedAt() <= at && at <= after.appendedAt());
  }
}
