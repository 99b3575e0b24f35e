package dev.tally.benchmarks.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;

/** What Linux tells of processes; other systems tell nothing here. */
final class ProcessFigures {

  /** The kernel reports times to programs in hundredths of a second. */
  private static final double TICKS_PER_SECOND = 100;

  private static final String PEAK = "VmHWM:";
  private static final double KIB = 1_024;

  /** Where user and system time of the children stand, counted after the program's name. */
  private static final int CHILDREN_USER = 13;

  private ProcessFigures() {}

  /**
   * Returns the processor time of all children of this process that have ended. It grows by exactly
   * what a child has used when that child's exit has been seen.
   */
  static OptionalDouble cpuOfEndedChildren() {
    try {
      String line = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return OptionalDouble.of(
          (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]))
              / TICKS_PER_SECOND);
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /** Returns the processor time of a living process. */
  static OptionalDouble cpuOf(ProcessHandle process) {
    return process
        .info()
        .totalCpuDuration()
        .map(ProcessFigures::seconds)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  /** Returns how much memory a living process has had resident at most. */
  static OptionalDouble peakBytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * KIB)
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      return OptionalDouble.empty(); // it has just ended
    }
  }

  static OptionalDouble difference(OptionalDouble after, OptionalDouble before) {
    return after.isPresent() && before.isPresent()
        ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
        : OptionalDouble.empty();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
