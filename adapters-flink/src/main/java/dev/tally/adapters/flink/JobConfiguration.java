package dev.tally.adapters.flink;

import dev.tally.domain.aggregation.Emission;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.jspecify.annotations.Nullable;

/** Flink's settings for one job: no generic types, state on the heap, checkpoints that stay. */
final class JobConfiguration {

  /** How many workers a job can have at most: keys are dealt out in as many groups. */
  static final int MAX_PARALLELISM = 128;

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);
  private static final int FAILED_CHECKPOINTS = 5;
  private static final int RESTARTS = 4;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
  private static final Duration LAST_BACKOFF = Duration.ofSeconds(8);
  private static final Duration QUIET = Duration.ofMinutes(2);
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(1);

  private JobConfiguration() {}

  /**
   * Returns the settings.
   *
   * @param restore the snapshot to go on from, or null where there is none
   */
  static Configuration of(
      int parallelism, Emission emission, Path runFolder, @Nullable Path restore) {
    Configuration configuration = plain(parallelism);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, watermarkInterval(emission));
    keepState(configuration, runFolder);
    restart(configuration);
    if (restore != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restore.toUri().toString());
      configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
      // The source's own state is left behind on purpose: see JobGraphs.
      configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    }
    return configuration;
  }

  /**
   * Returns the settings of a job over files. It keeps no state: whatever ends it leaves the result
   * before as it was, and to read a file again helps no more than to start the job again.
   */
  static Configuration ofFiles(int parallelism) {
    Configuration configuration = plain(parallelism);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return configuration;
  }

  private static Configuration plain(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(
        PipelineOptions.CLOSURE_CLEANER_LEVEL, ExecutionConfig.ClosureCleanerLevel.NONE);
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    return configuration;
  }

  private static void keepState(Configuration configuration, Path runFolder) {
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, runFolder.toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS);
  }

  private static void restart(Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_BACKOFF);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LAST_BACKOFF);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, QUIET);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_JITTER_FACTOR, 0.0);
  }

  private static Duration watermarkInterval(Emission emission) {
    return Duration.ofMillis(Math.max(1, Math.min(100, emission.intervalMillis() / 2)));
  }
}
