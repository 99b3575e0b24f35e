package dev.tally.benchmarks.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * A contestant's process, seen from outside. One at a time: the processor time of ended children is
 * told in one sum.
 */
final class ObservedProcess implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);
  private static final int LAST_LINES = 12;

  private final Process process;
  private final Path output;
  private final ProcessHandle broker;
  private final long startedAt;
  private final OptionalDouble cpuBefore;
  private final OptionalDouble brokerCpuBefore;
  private OptionalDouble peakBytes = OptionalDouble.empty();

  private ObservedProcess(Process process, Path output, ProcessHandle broker, long startedAt) {
    this.process = process;
    this.output = output;
    this.broker = broker;
    this.startedAt = startedAt;
    this.cpuBefore = ProcessFigures.cpuOfEndedChildren();
    this.brokerCpuBefore = ProcessFigures.cpuOf(broker);
  }

  /** Starts a process in a folder; what it prints goes to a file there. */
  static ObservedProcess start(List<String> words, Path folder, ProcessHandle broker) {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(output.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    long startedAt = System.nanoTime();
    try {
      return new ObservedProcess(builder.start(), output, broker, startedAt);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + words.get(0), e);
    }
  }

  /** Returns when the process was started, as {@link System#nanoTime} tells it. */
  long startedAt() {
    return startedAt;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the process to end by itself; one that does not is ended. */
  Outcome await(Duration patience) throws InterruptedException {
    long deadline = startedAt + patience.toNanos();
    while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      look();
      if (System.nanoTime() > deadline) {
        close();
      }
    }
    return outcome(System.nanoTime());
  }

  /** Asks the process to end, as a user would who has seen enough. */
  Outcome stop() throws InterruptedException {
    look();
    process.destroy();
    process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    close();
    return outcome(System.nanoTime());
  }

  /** Returns what the process has said so far in lines of the form {@code name=value}. */
  Map<String, String> told() {
    Map<String, String> told = new HashMap<>();
    for (String line : lines()) {
      int sign = line.indexOf('=');
      if (sign > 0) {
        told.put(line.substring(0, sign), line.substring(sign + 1));
      }
    }
    return told;
  }

  /** Takes note of the memory, which nobody can ask for after the end. */
  void look() {
    OptionalDouble seen = ProcessFigures.peakBytes(process.pid());
    if (seen.isPresent()) {
      peakBytes = seen;
    }
  }

  private Outcome outcome(long endedAt) {
    List<String> lines = lines();
    return new Outcome(
        process.exitValue(),
        (endedAt - startedAt) / 1e9,
        ProcessFigures.difference(ProcessFigures.cpuOfEndedChildren(), cpuBefore),
        peakBytes,
        ProcessFigures.difference(ProcessFigures.cpuOf(broker), brokerCpuBefore),
        told(),
        String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
  }

  private List<String> lines() {
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process if it still lives. */
  @Override
  public void close() {
    process.destroyForcibly();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
