package dev.tally.benchmarks.judge;

/**
 * One whose latency is measured.
 *
 * @param name as tables call it
 * @param engine what it runs on
 * @param settings what a reader must know of how it is set up
 * @param isEcho whether it sends every event back, rather than counts
 * @param command its command line
 */
record LatencyContestant(
    String name, String engine, String settings, boolean isEcho, Contestant.Command command) {}
