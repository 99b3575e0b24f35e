package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** The broker that serves a data directory, as it publishes itself in {@code broker.properties}. */
record RunningBroker(long pid, String bootstrapServers, Path logFile) {

  private static final String PID = "pid";
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String LOG_FILE = "log.file";

  /**
   * Finds the broker that accepts users on the directory. A file left behind by a killed broker
   * does not count: the broker's lock tells.
   */
  static Optional<RunningBroker> find(BrokerDirectory directory) {
    return directory.hasBroker() ? read(directory.addressFile()) : Optional.empty();
  }

  /** Says why a second broker on a directory is refused. */
  static TallyException alreadyOn(BrokerDirectory directory) {
    String broker =
        read(directory.addressFile())
            .map(running -> "process %d at %s".formatted(running.pid(), running.bootstrapServers()))
            .orElse("a process that gives no address");
    return new TallyException(
        Problem.BUSY,
        "A broker already serves %s: %s.%nUse it, or stop it, or name another directory with --data-dir."
            .formatted(directory.root(), broker));
  }

  /** Reads what {@link #publish} wrote, or nothing where there is no such file or it is damaged. */
  static Optional<RunningBroker> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return Optional.of(
          new RunningBroker(
              Long.parseLong(properties.getProperty(PID, "")),
              properties.getProperty(BOOTSTRAP_SERVERS, ""),
              Path.of(properties.getProperty(LOG_FILE, ""))));
    } catch (NoSuchFileException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new TallyException(
          Problem.FORBIDDEN, "Cannot read %s: %s".formatted(file, BrokerDirectory.reason(e)), e);
    }
  }

  /** Writes the file so that a reader sees either nothing or all of it. */
  void publish(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(PID, Long.toString(pid));
    properties.setProperty(BOOTSTRAP_SERVERS, bootstrapServers);
    properties.setProperty(LOG_FILE, logFile.toString());
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    try (Writer writer = Files.newBufferedWriter(unfinished)) {
      properties.store(writer, "The running embedded broker");
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
