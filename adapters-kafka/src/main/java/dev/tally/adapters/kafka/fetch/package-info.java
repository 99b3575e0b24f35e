/** Fetching batches of records straight from their leaders, see ADR 16. */
@NullMarked
package dev.tally.adapters.kafka.fetch;

import org.jspecify.annotations.NullMarked;
