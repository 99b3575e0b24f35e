/**
 * The engine on Flink's DataStream API: one job graph for every aggregation, run in a cluster
 * inside this process.
 */
@NullMarked
package dev.tally.adapters.flink;

import org.jspecify.annotations.NullMarked;
