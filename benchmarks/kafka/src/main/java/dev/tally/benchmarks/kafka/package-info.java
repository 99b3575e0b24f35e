/** Contestants on Kafka's own libraries. */
@NullMarked
package dev.tally.benchmarks.kafka;

import org.jspecify.annotations.NullMarked;
