package dev.tally.bootstrap.architecture.samples.domain.two;

import dev.tally.bootstrap.architecture.samples.domain.one.One;
import org.jspecify.annotations.Nullable;

public record Two(@Nullable One one) {}
