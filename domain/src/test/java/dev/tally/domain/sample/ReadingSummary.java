package dev.tally.domain.sample;

import dev.tally.domain.time.Window;

/** What a channel measured in a window. */
public record ReadingSummary(
    ReadingKey channel, Window window, long count, long sum, long greatest) {}
