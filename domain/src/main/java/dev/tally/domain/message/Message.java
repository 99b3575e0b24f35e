package dev.tally.domain.message;

/**
 * All that an input record says.
 *
 * @param timestamp when it was written, in epoch milliseconds
 */
public record Message(long id, String message, long timestamp) {}
