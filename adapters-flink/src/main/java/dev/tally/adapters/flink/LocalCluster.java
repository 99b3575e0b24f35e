package dev.tally.adapters.flink;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A Flink cluster inside this process, made for one job: one task manager with a slot for each
 * worker, on loopback only. Its REST server cannot be left out; it gets a free port and takes no
 * jobs.
 */
final class LocalCluster {

  private static final String LOOPBACK = "127.0.0.1";

  /** Accumulators, and with them progress, travel by heartbeat. */
  private static final Duration HEARTBEAT = Duration.ofMillis(200);

  /** Nobody is lost in one process; a machine that slept must not look like it. */
  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofHours(12);

  private static final long BUFFER_BYTES = 32 * 1024;

  private LocalCluster() {}

  /** Returns a cluster that has not been started. */
  static MiniCluster of(int parallelism, Path workFolder) {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(parallelism)
            .setConfiguration(configuration(parallelism, workFolder))
            .build(),
        SharedRpcSystem::borrow);
  }

  private static Configuration configuration(int parallelism, Path workFolder) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(WebOptions.TMP_DIR, workFolder.toString());
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(WebOptions.CANCEL_ENABLE, false);
    configuration.set(WebOptions.RESCALE_ENABLE, false);
    configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
    configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(JobManagerOptions.PORT, 0);
    configuration.set(TaskManagerOptions.HOST, LOOPBACK);
    configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    configuration.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT);
    configuration.set(CoreOptions.TMP_DIRS, workFolder.toString());
    configuration.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, workFolder.toString());
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
    MemorySize network = new MemorySize(networkBytes(parallelism));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    return configuration;
  }

  // Two exchanges between all workers, four buffers a channel, and some for each worker's gates.
  private static long networkBytes(int parallelism) {
    long buffers = 8L * parallelism * parallelism + 64L * parallelism;
    return Math.max(16L << 20, buffers * BUFFER_BYTES);
  }
}
