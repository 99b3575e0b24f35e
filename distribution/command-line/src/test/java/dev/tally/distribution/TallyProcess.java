package dev.tally.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code ./tally}, started as a user starts it, its output on a pipe. Used by one thread. */
public final class TallyProcess implements AutoCloseable {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("tally.launcher", "tally")).toAbsolutePath().normalize();
  private static final String END = "\0end of output";

  private final Process process;
  private final Path errors;
  private final long begun = System.nanoTime();
  private final BlockingQueue<String> arriving = new LinkedBlockingQueue<>();
  private final List<String> output = new ArrayList<>();
  private boolean atEnd;

  private TallyProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    Thread reader = new Thread(this::read, "output-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a command line, words with blanks between. */
  public static TallyProcess start(Path directory, String line) throws IOException {
    return start(directory, List.of(), line);
  }

  /**
   * Starts a command line under another program that becomes it.
   *
   * @param wrapper the program and its arguments, which those of the command line follow
   */
  public static TallyProcess start(Path directory, List<String> wrapper, String line)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(LAUNCHER.toString());
    command.addAll(List.of(line.split(" ", -1)));
    Path errors = Files.createTempFile(directory, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(errors.toFile());
    // What a first run leaves to do in the background would slow down the tests after it.
    builder.environment().putIfAbsent("TALLY_CLASS_DATA", "off");
    return new TallyProcess(builder.start(), errors);
  }

  /** Runs a command line to its end. */
  public static Ended run(Path directory, String line) throws IOException, InterruptedException {
    try (TallyProcess tally = start(directory, line)) {
      return tally.end(Duration.ofMinutes(3));
    }
  }

  /**
   * Runs a command line that should end within the time, anew where it does not: another program
   * may have held the processors, but not three times.
   */
  public static Ended runQuickly(Path directory, String line, Duration within)
      throws IOException, InterruptedException {
    Ended ended = run(directory, line);
    for (int again = 0; again < 2 && ended.took().compareTo(within) >= 0; again++) {
      ended = run(directory, line);
    }
    return ended;
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        arriving.add(line);
      }
    } catch (IOException e) {
      arriving.add("cannot read on: " + e);
    }
    arriving.add(END);
  }

  /** Waits for a line of output. */
  public String awaitLine(Predicate<String> wanted, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (!atEnd) {
      String line = arriving.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null || line.equals(END)) {
        break;
      }
      output.add(line);
      if (wanted.test(line)) {
        return line;
      }
    }
    throw new AssertionError("no such line within " + within + ": " + output + errors());
  }

  /** Waits for the process to end. */
  public Ended end(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (!atEnd) {
      String line = arriving.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError("still running after " + within + ": " + output + errors());
      }
      atEnd = line.equals(END);
      if (!atEnd) {
        output.add(line);
      }
    }
    int code = process.waitFor();
    return new Ended(code, output, errors(), Duration.ofNanos(System.nanoTime() - begun));
  }

  /** Returns what it has written to standard error so far. */
  public String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGTERM, and goes on to listen. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Sends another signal, by its name as {@code kill} knows it, and goes on to listen. */
  public void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new AssertionError("no signal " + name + " to " + process.pid() + ": " + errors());
    }
  }

  /** Kills it and everything it started, as {@code kill -9} does, and returns once it is gone. */
  public void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  /** Tells whether it is still there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the processes that it started, itself not among them. */
  public List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Returns the process itself. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    kill();
  }

  /** How a command ended. */
  public record Ended(int code, List<String> output, String errors, Duration took) {}
}
