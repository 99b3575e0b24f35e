package dev.tally.adapters.flink;

import org.apache.flink.util.SerializedThrowable;

/** Finds what ended a job under the wrappers that Flink put around it on its way to the driver. */
final class RootCause {

  private RootCause() {}

  static Throwable of(Throwable failure) {
    Throwable cause = failure;
    while (true) {
      if (cause instanceof SerializedThrowable serialized) {
        Throwable original = serialized.deserializeError(RootCause.class.getClassLoader());
        if (original == serialized) {
          return serialized; // its class is not here: text and cause are all there is
        }
        cause = original;
      }
      Throwable next = cause.getCause();
      if (next == null || next == cause || !isWrapper(cause)) {
        return cause;
      }
      cause = next;
    }
  }

  /** Tells whether it only reports another one's trouble: it was made by Flink or a future. */
  private static boolean isWrapper(Throwable throwable) {
    StackTraceElement[] trace = throwable.getStackTrace();
    String madeBy = trace.length == 0 ? "" : trace[0].getClassName();
    return isPlumbing(throwable.getClass().getName()) || isPlumbing(madeBy);
  }

  private static boolean isPlumbing(String name) {
    return name.startsWith("org.apache.flink.") || name.startsWith("java.util.concurrent.");
  }
}
