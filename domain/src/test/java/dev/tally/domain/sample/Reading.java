package dev.tally.domain.sample;

/**
 * A value that a station's channel measured.
 *
 * @param timestamp epoch milliseconds
 */
public record Reading(String station, int channel, long value, long timestamp) {}
