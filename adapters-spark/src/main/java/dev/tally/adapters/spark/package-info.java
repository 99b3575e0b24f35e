/**
 * The aggregation engine on Spark's Structured Streaming: Spark's own Kafka source and sink, its
 * shuffle and its state store, around the domain's kernel.
 */
@NullMarked
package dev.tally.adapters.spark;

import org.jspecify.annotations.NullMarked;
