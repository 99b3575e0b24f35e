package dev.tally.application.port.out;

import dev.tally.application.port.Cluster;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads an upsert stream from its first record, committed records only, as a consumer of its own
 * that knows nothing of the job. Used by one thread.
 */
public interface TableReader extends AutoCloseable {

  /** Waits up to {@code timeout} and hands over the upserts that came, in order for each key. */
  int poll(Duration timeout, UpsertHandler handler);

  /** Tells whether everything that was in the topic at {@code open} has been handed over. */
  boolean isAtEnd();

  @Override
  void close();

  /** Receives upserts. */
  @FunctionalInterface
  interface UpsertHandler {

    /** Takes one upsert; a null value deletes the row. */
    void accept(byte @Nullable [] key, byte @Nullable [] value);
  }

  /** Opens upsert streams. */
  @FunctionalInterface
  interface Factory {

    /** Opens a topic that exists. */
    TableReader open(Cluster cluster, String topic);
  }
}
