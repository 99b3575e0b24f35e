package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A broker's JVM as its parent sees it: the parent holds the pipe to its standard input and so
 * keeps it alive.
 */
final class BrokerProcess implements AutoCloseable {

  // Recovery after a kill is part of it.
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

  private final Process process;
  private final Path logFile;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> letGo = new CompletableFuture<>();

  private BrokerProcess(Process process, Path logFile) {
    this.process = process;
    this.logFile = logFile;
  }

  /** Starts the JVM and waits until it accepts clients. */
  static BrokerProcess start(BrokerArguments arguments) {
    BrokerProcess broker = new BrokerProcess(launch(arguments), arguments.logFile());
    Thread listener = new Thread(broker::listen, "broker-" + broker.process.pid());
    listener.setDaemon(true);
    listener.start();
    try {
      broker.ready.get(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS);
      return broker;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TallyException explained
          ? explained
          : arguments.failure().explainEnd();
    } catch (TimeoutException e) {
      broker.abandon();
      throw notReady(arguments, "it took longer than " + STARTS_WITHIN.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      broker.abandon();
      Thread.currentThread().interrupt();
      throw notReady(arguments, "interrupted", e);
    }
  }

  private static Process launch(BrokerArguments arguments) {
    try {
      Files.createDirectories(arguments.logDirectory());
      return new ProcessBuilder(BrokerCommand.of(arguments))
          .redirectError(ProcessBuilder.Redirect.appendTo(arguments.errorFile().toFile()))
          .start();
    } catch (IOException e) {
      throw new TallyException(
          Problem.STATE,
          "Cannot start the embedded broker with its log in %s: %s"
              .formatted(arguments.logDirectory(), BrokerDirectory.reason(e)),
          e);
    }
  }

  /** Reads the pipe to its end, so that the broker never waits for a reader. */
  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        understand(line);
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    } finally {
      ready.completeExceptionally(new EOFException());
      letGo.complete(null);
    }
  }

  private void understand(String line) {
    if (line.startsWith(ParentPipe.READY)) {
      ready.complete(line.substring(ParentPipe.READY.length()));
    } else if (line.startsWith(ParentPipe.FAILED)) {
      ready.completeExceptionally(ParentPipe.parseFailure(line));
    } else if (line.equals(ParentPipe.STAYS)) {
      letGo.complete(null);
    }
  }

  private static TallyException notReady(
      BrokerArguments arguments, String reason, Exception cause) {
    return new TallyException(
        Problem.STATE,
        "The embedded broker on %s did not get ready: %s.%nSee %s and %s."
            .formatted(
                arguments.dataDirectory(), reason, arguments.logFile(), arguments.errorFile()),
        cause);
  }

  /** The broker, once it is ready. */
  RunningBroker broker() {
    return new RunningBroker(process.pid(), ready.join(), logFile);
  }

  /**
   * Lets the broker go. Returns when it has stopped, or when it has said that it stays for others.
   */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Nothing was written that could be lost: the broker has ended already.
    }
    try {
      letGo.get(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the broker without asking whether others use it: so far nobody can. */
  void abandon() {
    process.destroy();
  }
}
