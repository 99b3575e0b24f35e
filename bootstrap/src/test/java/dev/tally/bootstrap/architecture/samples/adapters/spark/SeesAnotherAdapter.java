package dev.tally.bootstrap.architecture.samples.adapters.spark;

import dev.tally.bootstrap.architecture.samples.adapters.flink.FlinkAdapter;

record SeesAnotherAdapter(FlinkAdapter other) {}
