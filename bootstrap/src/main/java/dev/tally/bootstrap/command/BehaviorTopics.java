package dev.tally.bootstrap.command;

/** The topics of behavior counting where the user names no others. */
final class BehaviorTopics {

  static final String INPUT = "user_behaviors";
  static final String OUTPUT = "behavior_stats";

  private BehaviorTopics() {}
}
