package dev.tally.reliability.history;

import org.jspecify.annotations.Nullable;

/** A job's topics as its users are told: what counts, in which cell, and what a row looks like. */
public interface Schema {

  /** Reads the value of an input. */
  Reading input(byte @Nullable [] value);

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException where it is no row of the job
   */
  CountRow row(byte @Nullable [] key, byte @Nullable [] value);
}
