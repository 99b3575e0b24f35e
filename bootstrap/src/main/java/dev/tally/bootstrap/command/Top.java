package dev.tally.bootstrap.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code tally} itself. */
@Command(
    name = "tally",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "One aggregation, declared once in plain Java, executed by three engines on a real Kafka broker.",
      "Without --bootstrap-servers, commands share the embedded broker of the data directory .tally:",
      "the running one, or one that is started for as long as the command takes."
    })
final class Top extends Group {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = {"-v", "--show-logs"},
      scope = ScopeType.INHERIT,
      description = "Show engine and client logs on the console too.")
  boolean showLogs;

  Top() {
    super("command");
  }
}
