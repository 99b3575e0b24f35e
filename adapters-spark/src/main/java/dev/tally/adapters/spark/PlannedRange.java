package dev.tally.adapters.spark;

import dev.tally.application.port.out.FileRange;
import java.io.Serializable;

/**
 * A range and its place in the input.
 *
 * @param number counted from 0
 */
record PlannedRange(int number, FileRange range) implements Serializable {}
