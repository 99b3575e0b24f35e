package dev.tally.domain.message;

/**
 * That a message was written, as far as counting needs to know.
 *
 * @param timestamp epoch milliseconds
 */
public record MessageEvent(long timestamp) {}
