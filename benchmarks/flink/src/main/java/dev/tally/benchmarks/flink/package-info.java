/** Contestants on Flink, written as one would who uses it directly. */
@NullMarked
package dev.tally.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
