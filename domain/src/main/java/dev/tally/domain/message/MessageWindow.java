package dev.tally.domain.message;

import dev.tally.domain.time.Window;

/** How many messages were written in a window so far. */
public record MessageWindow(Window window, long count) {}
