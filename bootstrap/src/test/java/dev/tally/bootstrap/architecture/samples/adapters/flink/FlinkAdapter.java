package dev.tally.bootstrap.architecture.samples.adapters.flink;

/** As it should be. */
public record FlinkAdapter() {}
