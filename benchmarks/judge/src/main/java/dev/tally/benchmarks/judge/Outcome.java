package dev.tally.benchmarks.judge;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was seen of a process from outside, from just before its start to just after its exit.
 *
 * @param exitCode its exit code
 * @param seconds the wall time
 * @param cpuSeconds processor time of the process, all threads, user and system; empty where the
 *     system does not tell
 * @param peakBytes the most memory that was resident; empty where the system does not tell
 * @param brokerCpuSeconds processor time that the broker spent meanwhile
 * @param told what it said of itself, as {@code name=value} lines
 * @param lastWords the last lines of its output, for whoever must know why it failed
 */
record Outcome(
    int exitCode,
    double seconds,
    OptionalDouble cpuSeconds,
    OptionalDouble peakBytes,
    OptionalDouble brokerCpuSeconds,
    Map<String, String> told,
    String lastWords) {}
