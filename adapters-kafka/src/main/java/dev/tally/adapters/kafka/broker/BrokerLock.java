package dev.tally.adapters.kafka.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;

/** The broker's exclusive claim on its data directory; ends with the process. */
final class BrokerLock {

  private static final Duration OTHER_DECIDES_WITHIN = Duration.ofSeconds(60);
  private static final Duration NEXT_LOOK = Duration.ofMillis(20);

  private BrokerLock() {}

  /**
   * Claims the directory, or returns nothing where another broker serves it. One that is about to
   * stop, or has only begun to start, is awaited: it either lets go or publishes its address.
   */
  @SuppressWarnings({"try", "resource"}) // the lock lives as long as the channel
  static Optional<FileChannel> claim(BrokerDirectory directory)
      throws IOException, InterruptedException {
    FileChannel channel = BrokerDirectory.openForLocking(directory.brokerLock());
    long deadline = System.nanoTime() + OTHER_DECIDES_WITHIN.toNanos();
    while (channel.tryLock() == null) {
      if (RunningBroker.read(directory.addressFile()).isPresent()
          || System.nanoTime() - deadline > 0) {
        channel.close();
        return Optional.empty();
      }
      Thread.sleep(NEXT_LOOK.toMillis());
    }
    return Optional.of(channel);
  }
}
