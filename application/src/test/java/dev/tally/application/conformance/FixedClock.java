package dev.tally.application.conformance;

import dev.tally.application.port.out.WallClock;

/** A clock that stands still, so that update times can be compared. */
public record FixedClock(long now) implements WallClock {}
