/**
 * The history checker: judges a job by its topics alone. It shares no code with the product, so
 * that a mistake in the product is not a mistake in its judge.
 */
@NullMarked
package dev.tally.reliability.history;

import org.jspecify.annotations.NullMarked;
