package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes starting, joining and stopping a broker mutually exclusive, among threads and among
 * processes.
 *
 * <p>File locks belong to the process as a whole and are refused, not awaited, among its threads:
 * hence the second lock.
 */
final class StartLock {

  private static final ConcurrentMap<BrokerDirectory, ReentrantLock> AMONG_THREADS =
      new ConcurrentHashMap<>();

  private StartLock() {}

  /** Waits for whoever starts, joins or stops the broker at present, then acts. */
  static <T, X extends Exception> T holding(BrokerDirectory directory, Action<T, X> action)
      throws X {
    ReentrantLock threads = AMONG_THREADS.computeIfAbsent(directory, any -> new ReentrantLock());
    threads.lock();
    try {
      FileChannel processes = lock(directory);
      try {
        return action.run();
      } finally {
        close(processes);
      }
    } finally {
      threads.unlock();
    }
  }

  @SuppressWarnings({"try", "resource"}) // the lock lives as long as the channel
  private static FileChannel lock(BrokerDirectory directory) {
    try {
      FileChannel channel = BrokerDirectory.openForLocking(directory.startLock());
      channel.lock();
      return channel;
    } catch (IOException e) {
      throw new TallyException(
          Problem.FORBIDDEN,
          "Cannot lock %s: %s".formatted(directory.startLock(), BrokerDirectory.reason(e)),
          e);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the start lock", e);
    }
  }

  /** What is done while the lock is held. */
  @FunctionalInterface
  interface Action<T, X extends Exception> {
    T run() throws X;
  }
}
