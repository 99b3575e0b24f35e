/**
 * A windowed aggregation for tests: it keeps the kernel and the engines honest about event time,
 * keys of several fields and accumulators of several numbers.
 */
@NullMarked
package dev.tally.domain.sample;

import org.jspecify.annotations.NullMarked;
