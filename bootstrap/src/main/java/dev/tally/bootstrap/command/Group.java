package dev.tally.bootstrap.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that only makes sense with another one after it. */
@Command(synopsisSubcommandLabel = "COMMAND", subcommandsRepeatable = false)
class Group implements Callable<Integer> {

  private final String missing;

  @Spec CommandSpec spec;

  Group(String missing) {
    this.missing = missing;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Which %s? There is: %s"
            .formatted(missing, String.join(", ", spec.subcommands().keySet())));
  }
}
