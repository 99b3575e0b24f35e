package dev.tally.domain.behavior;

/**
 * All that an input record says: who did what with which item, when.
 *
 * @param timestamp epoch milliseconds
 */
public record UserBehavior(
    String userId, String itemId, String category, String behavior, long timestamp) {}
