package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Keeps a broker that another process started alive: a locked file of its own in {@code users/}.
 *
 * <p>Each lease has a file to itself, because closing any handle of a file drops all the locks that
 * the process holds on it.
 */
final class UserLease implements AutoCloseable {

  private static final AtomicInteger TAKEN_BY_THIS_JVM = new AtomicInteger();

  private final Path file;
  private final FileChannel channel;

  private UserLease(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a lease; the caller holds the {@link StartLock}, so that the broker cannot stop
   * meanwhile.
   */
  @SuppressWarnings({"try", "resource"}) // the lock lives as long as the channel
  static UserLease take(BrokerDirectory directory) {
    String name = ProcessHandle.current().pid() + "-" + TAKEN_BY_THIS_JVM.incrementAndGet();
    Path file = directory.users().resolve(name);
    try {
      FileChannel channel = BrokerDirectory.openForLocking(file);
      channel.lock();
      return new UserLease(file, channel);
    } catch (IOException e) {
      throw new TallyException(
          Problem.STATE,
          "Cannot register as a user of the broker in %s: %s"
              .formatted(file, BrokerDirectory.reason(e)),
          e);
    }
  }

  /** Gives the lease back; without any left, the broker stops once its parent has gone too. */
  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new TallyException(
          Problem.STATE, "Cannot release %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * The leases whose holders live, as their files; removes those of dead processes. The caller
   * holds the {@link StartLock} and has taken no lease itself.
   */
  static List<Path> alive(BrokerDirectory directory) throws IOException {
    List<Path> alive = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.users())) {
      for (Path file : files.toList()) {
        if (isHeld(file)) {
          alive.add(file);
        } else {
          Files.deleteIfExists(file);
        }
      }
    }
    return alive;
  }

  private static boolean isHeld(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Waits, without polling, until the holder of a lease has given it back or is dead. */
  @SuppressWarnings("try") // the lock is wanted only for having been granted
  static void awaitEnd(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      // Granted: nobody holds it any more.
    } catch (NoSuchFileException e) {
      // Given back meanwhile.
    }
  }
}
