/** Topics as input, output and memory of jobs, through Kafka's own clients. */
@NullMarked
package dev.tally.adapters.kafka;

import org.jspecify.annotations.NullMarked;
