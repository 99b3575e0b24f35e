package dev.tally.reliability.history;

/**
 * A committed version of a row in the output topic.
 *
 * @param appendedAt when the broker took it, by the broker's clock, in epoch milliseconds
 */
public record OutputVersion(Place place, long appendedAt, CountRow row) {}
