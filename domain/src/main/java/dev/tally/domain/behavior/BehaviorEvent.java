package dev.tally.domain.behavior;

/**
 * What a user did with an item, as far as counting needs to know.
 *
 * @param category the item's category, any text
 * @param behavior what the user did, any text
 */
public record BehaviorEvent(String category, String behavior) {}
