package dev.tally.bootstrap.wiring;

import dev.tally.application.port.TallyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Brokers that need no installation. */
public interface Brokers {

  /** Tells whether a broker lives on the directory. */
  boolean isRunning(Path dataDirectory);

  /** Returns the topics of a directory that no broker serves; empty where one does. */
  Optional<List<String>> topicsAtRest(Path dataDirectory);

  /** Returns the broker that serves the directory, or one started on a free port. */
  Broker connectOrStart(Path dataDirectory);

  /**
   * Starts a broker on the directory.
   *
   * @param port where clients connect; 0 for a free one
   * @throws dev.tally.application.port.TallyException where one runs there already
   */
  Broker start(Path dataDirectory, int port);

  /** A broker that serves until it is closed, and longer where others use it. */
  interface Broker extends AutoCloseable {

    /** Returns its address, {@code host:port}. */
    String bootstrapServers();

    /** Returns the file it logs to. */
    Path logFile();

    /** Returns whether it was started for this process, rather than found running. */
    boolean startedHere();

    /** Completes when its process has ended. */
    CompletableFuture<Void> ended();

    /** Explains why it has ended although it was in use. */
    TallyException explainEnd();

    @Override
    void close();
  }
}
