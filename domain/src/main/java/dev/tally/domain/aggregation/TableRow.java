package dev.tally.domain.aggregation;

/**
 * What a result was made of: all that is needed to go on counting from it.
 *
 * @param <K> the keys
 * @param <A> the accumulators
 * @param windowStart the window, by its start
 * @param accumulator a new one that nobody else holds
 */
public record TableRow<K, A>(K key, long windowStart, A accumulator) {}
