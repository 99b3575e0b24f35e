package dev.tally.application.service;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which of the known names a mistyped one was to be. */
final class SimilarNames {

  private SimilarNames() {}

  /** Returns the name that takes the fewest edits, if a third of its letters or less. */
  static Optional<String> closest(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(typed, name) * 3 <= Math.max(typed.length(), name.length()))
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /** Levenshtein's distance: insertions, deletions and replacements of one character. */
  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= left.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= right.length(); column++) {
        int replaced = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
