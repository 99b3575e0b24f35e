package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The layout of a broker's data directory.
 *
 * <pre>
 * broker.lock        locked by the broker as long as it lives
 * broker.properties  process id and address of the broker; there while it accepts users
 * start.lock         locked while somebody decides to start, join or stop the broker
 * users/             one locked file for each process that joined a broker started by another
 * kafka/             topics and metadata
 * logs/              the broker's log, unless another place is asked for
 * </pre>
 *
 * <p>All locks are the operating system's, so they go with the process that held them, however it
 * ends.
 */
record BrokerDirectory(Path root) {

  /** Makes the directory usable or says what is wrong with it. */
  static BrokerDirectory create(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    try {
      BrokerDirectory directory =
          new BrokerDirectory(Files.createDirectories(absolute).toRealPath());
      Files.createDirectories(directory.users());
      return directory;
    } catch (IOException e) {
      throw new TallyException(
          Problem.STATE,
          "Cannot use %s as the broker's data directory: %s.%nMake it writable, or name another with --data-dir."
              .formatted(absolute, reason(e)),
          e);
    }
  }

  Path brokerLock() {
    return root.resolve("broker.lock");
  }

  Path addressFile() {
    return root.resolve("broker.properties");
  }

  Path startLock() {
    return root.resolve("start.lock");
  }

  Path users() {
    return root.resolve("users");
  }

  Path kafkaLogs() {
    return root.resolve("kafka");
  }

  Path defaultLogs() {
    return root.resolve("logs");
  }

  /** Whether a broker lives on this directory, be it starting, serving or stopping. */
  boolean hasBroker() {
    try (FileChannel channel = openForLocking(brokerLock());
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException e) {
      throw new TallyException(
          Problem.STATE, "Cannot test the lock %s: %s".formatted(brokerLock(), reason(e)), e);
    }
  }

  static FileChannel openForLocking(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** What is wrong, in words; an exception's message is often only the name of the file. */
  static String reason(IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return "a file is in its place";
    }
    if (e instanceof AccessDeniedException denied) {
      return "no permission for " + denied.getFile();
    }
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
