package dev.tally.adapters.spark;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** Finds what really went wrong under the layers that Spark wraps around it. */
final class Failures {

  private Failures() {}

  /** Returns the first cause that is not a wrapper. */
  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && isWrapper(root)) {
      root = root.getCause();
    }
    return root;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof StreamingQueryException
        || failure instanceof SparkException
        || failure instanceof ExecutionException
        || failure instanceof CompletionException;
  }
}
