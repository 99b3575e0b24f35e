package dev.tally.benchmarks.judge;

import org.apache.kafka.common.IsolationLevel;

/**
 * One whose latency is measured.
 *
 * @param name as tables call it
 * @param engine what it runs on
 * @param settings what a reader must know of how it is set up
 * @param reader what a reader of its results is to see: the guarantee that is measured
 * @param isEcho whether it sends every event back, rather than counts
 * @param command its command line
 */
record LatencyContestant(
    String name,
    String engine,
    String settings,
    IsolationLevel reader,
    boolean isEcho,
    Contestant.Command command) {}
