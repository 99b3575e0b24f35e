package dev.tally.benchmarks.judge;

import java.nio.file.Path;

/**
 * One run of one contestant.
 *
 * @param input the topic or file that it reads
 * @param records how many records that has
 * @param output the topic that it writes to, its own; results in files go to the folder
 * @param folder its own, empty
 */
record Attempt(String input, long records, String output, Path folder) {}
