package dev.tally.bootstrap.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The terminal that this process was started on. Java cannot ask for its size, so the system's own
 * {@code test} and {@code stty} are asked; where they do not answer, output is taken for a pipe.
 */
final class ProcessTerminal implements Terminal {

  // The child's standard output is this process's own, so its answer comes by standard error.
  private static final String ASK_SIZE = "test -t 1 && stty size </dev/tty >&2";
  private static final long ANSWERS_WITHIN_SECONDS = 2;

  private record Size(int rows, int columns) {}

  private volatile CompletableFuture<Optional<Size>> size;

  private ProcessTerminal(CompletableFuture<Optional<Size>> size) {
    this.size = size;
  }

  /** Returns the terminal, kept up to date when its size changes. Who asks it first may wait. */
  static Terminal ofThisProcess() {
    ProcessTerminal terminal =
        new ProcessTerminal(CompletableFuture.supplyAsync(ProcessTerminal::askSize));
    Signals.on("WINCH", terminal::askAgain);
    return terminal;
  }

  private void askAgain() {
    if (isInteractive()) {
      askSize().ifPresent(now -> size = CompletableFuture.completedFuture(Optional.of(now)));
    }
  }

  @Override
  public boolean isInteractive() {
    return size.join().isPresent();
  }

  @Override
  public int columns() {
    return size.join().map(Size::columns).orElse(Integer.MAX_VALUE);
  }

  @Override
  public int rows() {
    return size.join().map(Size::rows).orElse(Integer.MAX_VALUE);
  }

  private static Optional<Size> askSize() {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", ASK_SIZE)
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.INHERIT)
              .start();
      String answer =
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      boolean answered = process.waitFor(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
      return answered && process.exitValue() == 0 ? parse(answer) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  // A terminal that does not know its size says 0 0.
  private static Optional<Size> parse(String answer) {
    String[] numbers = answer.split(" ", -1);
    if (numbers.length != 2 || !numbers[0].matches("\\d+") || !numbers[1].matches("\\d+")) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(numbers[0]);
    int columns = Integer.parseInt(numbers[1]);
    return Optional.of(new Size(rows > 0 ? rows : 24, columns > 0 ? columns : 80));
  }
}
