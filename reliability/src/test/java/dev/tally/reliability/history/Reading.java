package dev.tally.reliability.history;

/** What an outsider makes of an input record, going by the documented schema alone. */
public sealed interface Reading {

  /** To be counted in a cell: a category and behavior, or a window. */
  record Counted(String cell) implements Reading {}

  /** To be rejected. */
  record Rejected(String reason) implements Reading {}

  /** A tombstone. */
  record Ignored() implements Reading {}
}
