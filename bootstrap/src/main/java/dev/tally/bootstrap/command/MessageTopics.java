package dev.tally.bootstrap.command;

/** The topics of message counting where the user names no others. */
final class MessageTopics {

  static final String INPUT = "test-topic";
  static final String OUTPUT = "message_windows";

  private MessageTopics() {}
}
