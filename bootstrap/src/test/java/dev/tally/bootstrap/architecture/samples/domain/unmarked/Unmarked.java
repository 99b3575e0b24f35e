package dev.tally.bootstrap.architecture.samples.domain.unmarked;

/** Its package is not marked. */
final class Unmarked {}
