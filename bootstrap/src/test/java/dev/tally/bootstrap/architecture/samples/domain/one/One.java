package dev.tally.bootstrap.architecture.samples.domain.one;

import dev.tally.bootstrap.architecture.samples.domain.two.Two;
import org.jspecify.annotations.Nullable;

public record One(@Nullable Two two) {}
