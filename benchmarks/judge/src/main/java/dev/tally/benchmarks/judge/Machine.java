package dev.tally.benchmarks.judge;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Where and when it was measured.
 *
 * @param date the start, in UTC
 * @param description processor, memory, system, Java
 */
record Machine(String date, String description) {

  private static final double GIBIBYTE = 1 << 30;

  /** Looks at this machine. */
  static Machine here() {
    long memory =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getTotalMemorySize();
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
        String.format(
            Locale.ROOT,
            "%d processors (%s), %.0f GiB, %s %s, Java %s",
            Runtime.getRuntime().availableProcessors(),
            processor(),
            memory / GIBIBYTE,
            System.getProperty("os.name"),
            System.getProperty("os.version").replaceFirst("[^0-9.].*", ""), // not who built it
            Runtime.version()));
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst(".*: *", ""))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
