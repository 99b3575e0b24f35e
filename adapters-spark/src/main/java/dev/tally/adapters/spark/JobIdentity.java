package dev.tally.adapters.spark;

/** What a run's report says of who ran it. */
record JobIdentity(String job, String engine, String engineVersion, int parallelism) {}
