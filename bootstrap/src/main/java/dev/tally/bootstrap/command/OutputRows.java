package dev.tally.bootstrap.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An output topic, as somebody reads it who knows nothing but its documented format. Not
 * thread-safe.
 */
interface OutputRows {

  /** Takes one upsert of the topic. */
  void take(byte @Nullable [] key, byte @Nullable [] value);

  /** Returns the rows as a table; no line before there is a row. */
  List<String> lines();

  /** Returns the sum of all counts. */
  long total();
}
