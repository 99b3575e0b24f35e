package dev.tally.domain.behavior;

/** How often a behavior was seen in a category so far. */
public record BehaviorCount(String category, String behavior, long count) {}
