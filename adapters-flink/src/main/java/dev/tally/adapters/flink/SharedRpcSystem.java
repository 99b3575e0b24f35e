package dev.tally.adapters.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.util.Reference;

/**
 * Flink's messaging, loaded once for all clusters of the process and ahead of the first one: it
 * comes with a class loader of its own, and loading it is the longest step of a cluster's start.
 */
final class SharedRpcSystem {

  private static final CompletableFuture<RpcSystem> LOADED =
      CompletableFuture.supplyAsync(SharedRpcSystem::load);

  private SharedRpcSystem() {}

  /** Begins to load it, where that has not begun yet. */
  static void prepare() {
    // Touching the class has begun it.
  }

  /** Returns it, not to be closed by a cluster. */
  static Reference<RpcSystem> borrow() {
    return Reference.borrowed(LOADED.join());
  }

  private static RpcSystem load() {
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      Path unpacked = ProcessFolder.create(temporary, "tally-flink-");
      Configuration configuration = new Configuration();
      configuration.set(CoreOptions.TMP_DIRS, unpacked.toString());
      return RpcSystem.load(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
