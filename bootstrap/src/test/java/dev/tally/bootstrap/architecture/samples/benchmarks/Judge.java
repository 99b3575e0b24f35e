package dev.tally.bootstrap.architecture.samples.benchmarks;

/** Must not be known outside. */
public record Judge(String name) {}
