package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A Kafka broker that needs no installation: a JVM of its own on this machine, reached through
 * loopback, with its data in one directory.
 *
 * <p>Any number of processes and threads may ask for the broker of a directory: one starts it, the
 * others join. It serves as long as one of them has neither closed it nor died, however that
 * happened, and then stops cleanly. A broker that was killed loses nothing that it acknowledged.
 *
 * <p>Keep the object until the broker is no longer needed: it holds what keeps the broker alive.
 * Thread-safe. All failures are {@link TallyException}s.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final BrokerDirectory directory;
  private final RunningBroker broker;
  private final boolean startedHere;
  private final Runnable letGo;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(
      BrokerDirectory directory, RunningBroker broker, boolean startedHere, Runnable letGo) {
    this.directory = directory;
    this.broker = broker;
    this.startedHere = startedHere;
    this.letGo = letGo;
  }

  /**
   * Returns the broker of the directory when it answers clients: the running one, else one started
   * for as long as it is used. Where several ask at once, one starts it and the others wait.
   */
  public static EmbeddedBroker connectOrStart(Path dataDirectory, BrokerOptions options) {
    BrokerDirectory directory = BrokerDirectory.create(dataDirectory);
    return StartLock.holding(
        directory, () -> connect(directory, options).orElseGet(() -> start(directory, options)));
  }

  /**
   * Starts a broker on the directory and returns when it answers clients.
   *
   * @throws TallyException ({@link Problem#BUSY}) where one runs already, naming its process and
   *     address, or where the port is taken
   */
  public static EmbeddedBroker start(Path dataDirectory, BrokerOptions options) {
    BrokerDirectory directory = BrokerDirectory.create(dataDirectory);
    return StartLock.holding(
        directory,
        () -> {
          if (RunningBroker.find(directory).isPresent()) {
            throw RunningBroker.alreadyOn(directory);
          }
          return start(directory, options);
        });
  }

  /**
   * Returns the topics of a directory that no broker serves, without starting one; empty where one
   * does, which is to be asked then.
   */
  public static Optional<List<String>> topicsAtRest(Path dataDirectory) {
    BrokerDirectory directory = BrokerDirectory.create(dataDirectory);
    try {
      return directory.hasBroker() ? Optional.empty() : Optional.of(TopicsAtRest.in(directory));
    } catch (IOException e) {
      return Optional.empty(); // starting the broker will say what is wrong
    }
  }

  /** Tells whether a broker lives on the directory, be it starting, serving or stopping. */
  public static boolean isRunning(Path dataDirectory) {
    return Files.isDirectory(dataDirectory) && BrokerDirectory.create(dataDirectory).hasBroker();
  }

  private static Optional<EmbeddedBroker> connect(
      BrokerDirectory directory, BrokerOptions options) {
    Optional<RunningBroker> running = RunningBroker.find(directory);
    if (running.isEmpty() || !answers(running.get(), directory, options)) {
      return Optional.empty();
    }
    UserLease lease = UserLease.take(directory);
    return Optional.of(new EmbeddedBroker(directory, running.get(), false, lease::close));
  }

  private static EmbeddedBroker start(BrokerDirectory directory, BrokerOptions options) {
    BrokerProcess process = BrokerProcess.start(BrokerArguments.of(directory, options));
    try {
      if (!answers(process.broker(), directory, options)) {
        throw unreachable(process.broker(), "it has ended");
      }
      return new EmbeddedBroker(directory, process.broker(), true, process::close);
    } catch (RuntimeException e) {
      process.abandon();
      throw e;
    }
  }

  /** Whether the broker answers clients; a broker that lives but does not answer is an error. */
  private static boolean answers(
      RunningBroker broker, BrokerDirectory directory, BrokerOptions options) {
    try {
      new BrokerProbe(options.clientProperties()).check(broker.bootstrapServers());
      return true;
    } catch (ExecutionException | KafkaException e) {
      if (directory.hasBroker()) {
        throw unreachable(broker, rootMessage(e));
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(broker, "interrupted");
    }
  }

  private static String rootMessage(Exception e) {
    Throwable known = e.getCause() == null ? e : e.getCause();
    return known instanceof TimeoutException
        ? "no answer within %d s".formatted(BrokerProbe.TIMEOUT.toSeconds())
        : String.valueOf(known.getMessage());
  }

  private static TallyException unreachable(RunningBroker broker, String reason) {
    return new TallyException(
        Problem.UNREACHABLE,
        "The embedded broker at %s, process %d, does not answer: %s.%nSee %s; to be rid of it, end that process."
            .formatted(broker.bootstrapServers(), broker.pid(), reason, broker.logFile()));
  }

  /** Returns where clients connect, as {@code host:port}. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Returns the process id of the broker's JVM. */
  public long pid() {
    return broker.pid();
  }

  /** Returns the file into which the broker logs. */
  public Path logFile() {
    return broker.logFile();
  }

  /** Returns whether this object started the broker, rather than join a running one. */
  public boolean startedHere() {
    return startedHere;
  }

  /** Completes when the broker's process has ended, whatever the reason. */
  public CompletableFuture<Void> ended() {
    return ProcessHandle.of(broker.pid())
        .map(process -> process.onExit().thenAccept(gone -> {}))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** Explains, for users, why the broker has {@link #ended()} although it was in use. */
  public TallyException explainEnd() {
    return new BrokerFailure(directory.root(), broker.logFile()).explainEnd();
  }

  /**
   * Lets the broker go. One that was started here has stopped when this returns, unless others
   * still use it: then it goes on until they are done. Further calls do nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      letGo.run();
    }
  }
}
