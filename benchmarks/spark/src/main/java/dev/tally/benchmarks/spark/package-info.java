/** Contestants on Spark, written as one would who uses it directly. */
@NullMarked
package dev.tally.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
