package dev.tally.bootstrap.command;

import dev.tally.application.port.TallyException;
import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong in one or two lines; the log gets the rest. */
final class Failures {

  private final Console console;
  private Optional<Path> log = Optional.empty();

  Failures(Console console) {
    this.console = console;
  }

  /** Says where the log is from now on. */
  void seeAlso(Path file) {
    log = Optional.of(file);
  }

  /** Reports a failure; returns the exit code. */
  int report(Throwable failure) {
    if (failure instanceof ParameterException wrong) {
      console.error(usage(wrong));
      return ExitCode.USAGE.code();
    }
    if (failure instanceof TallyException known) {
      log(failure);
      console.error(String.valueOf(known.getMessage()));
      return ExitCode.of(known.problem()).code();
    }
    log(failure);
    String what =
        failure instanceof JobFailure
            ? String.valueOf(failure.getMessage())
            : "This should not have happened: " + failure;
    console.error(
        Printable.line(what)
            + log.map(file -> System.lineSeparator() + "The log says more: " + file).orElse(""));
    return ExitCode.FAILED.code();
  }

  private void log(Throwable failure) {
    if (log.isPresent()) {
      LoggerFactory.getLogger(Failures.class).error("The command failed", failure);
    }
  }

  private static String usage(ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName(" ");
    return "%s%n%sSee ./%s --help".formatted(what(wrong), similar(wrong), command);
  }

  private static String what(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      if (unmatched.isUnknownOption()) {
        return "There is no option '%s'.".formatted(first);
      }
      return wrong.getCommandLine().getSubcommands().isEmpty()
          ? "'%s' is one argument too many.".formatted(first)
          : "There is no command '%s'.".formatted(first);
    }
    String message = String.valueOf(wrong.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private static String similar(ParameterException wrong) {
    List<String> suggestions =
        wrong instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return suggestions.isEmpty() ? "" : "Did you mean %s? ".formatted(suggestions.get(0));
  }
}
