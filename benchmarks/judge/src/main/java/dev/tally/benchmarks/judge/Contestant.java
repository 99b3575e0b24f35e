package dev.tally.benchmarks.judge;

import java.util.List;

/**
 * One who takes part.
 *
 * @param name as tables call it
 * @param engine what it runs on, in the words of {@code --engine}
 * @param role what it stands for
 * @param settings what a reader must know of how it is set up
 * @param guarantee what holds of its results if its process dies
 * @param share which part of the records it is given: slow ones show their rate on fewer
 * @param isOnce whether one round is enough, because no bar is measured by it
 * @param command its command line
 * @param check what must be true of its result
 */
record Contestant(
    String name,
    String engine,
    Role role,
    String settings,
    String guarantee,
    int share,
    boolean isOnce,
    Command command,
    Check check) {

  /** What a contestant stands for. */
  enum Role {
    TALLY,
    PEER,
    LIMIT
  }

  /** Makes the words of a command line. */
  @FunctionalInterface
  interface Command {
    List<String> words(Attempt attempt);
  }

  /** Looks for what is wrong with a result; finds nothing ({@code ""}) where it is the truth. */
  @FunctionalInterface
  interface Check {
    String fault(Attempt attempt, Outcome outcome);
  }
}
