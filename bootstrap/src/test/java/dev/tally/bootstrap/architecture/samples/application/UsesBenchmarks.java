package dev.tally.bootstrap.architecture.samples.application;

import dev.tally.bootstrap.architecture.samples.benchmarks.Judge;

record UsesBenchmarks(Judge judge) {}
