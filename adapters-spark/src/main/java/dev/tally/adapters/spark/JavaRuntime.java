package dev.tally.adapters.spark;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;

/** What Spark needs of the Java that it runs on, checked before Spark would fail obscurely. */
final class JavaRuntime {

  /** From this version on, Hadoop's way of asking who the user is throws. */
  static final int FIRST_UNSUPPORTED = 23;

  private static final String NEEDED_PACKAGE = "sun.nio.ch";

  private JavaRuntime() {}

  /**
   * Checks the running Java.
   *
   * @throws TallyException where Spark would not start on it
   */
  static void requireSupported() {
    requireVersion(Runtime.version().feature());
    requireExport(
        Object.class
            .getModule()
            .isExported(NEEDED_PACKAGE, JavaRuntime.class.getClassLoader().getUnnamedModule()));
  }

  static void requireVersion(int version) {
    if (version >= FIRST_UNSUPPORTED) {
      throw new TallyException(
          Problem.USAGE,
          "Spark 3.5 does not start on Java %d. Use Java 17, or --engine in-process or flink."
              .formatted(version));
    }
  }

  static void requireExport(boolean isExported) {
    if (!isExported) {
      throw new TallyException(
          Problem.USAGE,
          "Spark needs the Java option --add-exports java.base/%s=ALL-UNNAMED; ./tally sets it."
              .formatted(NEEDED_PACKAGE));
    }
  }
}
