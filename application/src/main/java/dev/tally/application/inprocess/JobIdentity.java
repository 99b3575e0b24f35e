package dev.tally.application.inprocess;

/**
 * What a run's report says of who ran it.
 *
 * @param requestedAt when the run was asked for, in epoch milliseconds
 */
record JobIdentity(
    String job, String engine, String engineVersion, int parallelism, long requestedAt) {}
