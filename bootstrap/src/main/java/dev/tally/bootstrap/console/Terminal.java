package dev.tally.bootstrap.console;

/** What standard output is connected to. Thread-safe. */
public interface Terminal {

  /** Returns whether a person watches, so that lines may be drawn anew. */
  boolean isInteractive();

  /** Returns how many columns fit, at least 1. */
  int columns();

  /** Returns how many lines fit, at least 1. */
  int rows();

  /** Returns a pipe or file: nothing can be drawn anew, and lines are as long as they are. */
  static Terminal none() {
    return new Terminal() {
      @Override
      public boolean isInteractive() {
        return false;
      }

      @Override
      public int columns() {
        return Integer.MAX_VALUE;
      }

      @Override
      public int rows() {
        return Integer.MAX_VALUE;
      }
    };
  }
}
