package dev.tally.reliability.history;

/**
 * A record of the dead letter topic.
 *
 * @param origin where its headers say it came from
 */
public record DeadLetter(Place place, Place origin) {}
