package dev.tally.benchmarks.flink;

import dev.tally.benchmarks.contestant.Task;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.config.AggregatePhaseStrategy;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.OptimizerConfigOptions;

/**
 * Flink SQL from Kafka to upsert-kafka, in one process with two slots, checkpoints every five
 * seconds as Tally on Flink has them, until the end that the topic has at the start.
 *
 * <p>Tuned: rows wait up to a second to be aggregated together (mini-batch), first where they were
 * read (two phases), so that few of them cross the network; objects are reused between operators;
 * the sink keeps the last row of each key for up to a second.
 */
record SqlJob(Task task) {

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration LATENCY = Duration.ofSeconds(1);
  private static final long BATCH = 50_000;

  boolean isTuned() {
    return task.is("form", "tuned");
  }

  TableEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 2);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Path.of(task.text("folder"), "checkpoints").toUri().toString());
    // Or the job would end when the next checkpoint is due: up to five seconds of nothing.
    configuration.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
    if (isTuned()) {
      configuration.set(PipelineOptions.OBJECT_REUSE, true);
      configuration.set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ENABLED, true);
      configuration.set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ALLOW_LATENCY, LATENCY);
      configuration.set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_SIZE, BATCH);
      configuration.set(
          OptimizerConfigOptions.TABLE_OPTIMIZER_AGG_PHASE_STRATEGY,
          AggregatePhaseStrategy.TWO_PHASE);
    }
    return TableEnvironment.create(
        EnvironmentSettings.newInstance()
            .inStreamingMode()
            .withConfiguration(configuration)
            .build());
  }

  /** Returns the options of the table of events. */
  String source() {
    return """
        WITH (
          'connector' = 'kafka',
          'topic' = '%s',
          'properties.bootstrap.servers' = '%s',
          'scan.startup.mode' = 'earliest-offset',
          'scan.bounded.mode' = 'latest-offset',
          'format' = 'json')
        """
        .formatted(task.text("topic"), task.text("servers"));
  }

  /** Returns the options of the table of results. */
  String sink() {
    return """
        WITH (
          'connector' = 'upsert-kafka',
          'topic' = '%s',
          'properties.bootstrap.servers' = '%s',
          %s
          'key.format' = 'json',
          'value.format' = 'json')
        """
        .formatted(
            task.text("output"),
            task.text("servers"),
            isTuned()
                ? "'sink.buffer-flush.max-rows' = '1000', 'sink.buffer-flush.interval' = '1s',"
                : "");
  }
}
