package dev.tally.reliability.history;

/**
 * A committed record of the input topic.
 *
 * @param appendedAt when the broker took it, by the broker's clock, in epoch milliseconds
 */
public record InputRecord(Place place, long appendedAt, Reading reading) {}
