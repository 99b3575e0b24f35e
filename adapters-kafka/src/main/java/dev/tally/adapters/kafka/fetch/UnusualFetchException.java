package dev.tally.adapters.kafka.fetch;

import org.jspecify.annotations.Nullable;

/**
 * Something that is left to Kafka's own consumer: it knows what to do, or how to say what is wrong.
 */
public final class UnusualFetchException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusualFetchException(String what) {
    super(what);
  }

  UnusualFetchException(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
