package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all generators can be told. */
final class SendingOptions {

  /** How many partitions a generator gives a topic that it creates. */
  static final int PARTITIONS = 2;

  @Mixin ClusterOptions cluster;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same bytes. Default: a random one, which is printed")
  @Nullable Long seed;

  @Option(
      names = "--verbose",
      description = "Print a line for each event on a terminal too, in place of the progress bar.")
  boolean verbose;

  @Option(
      names = "--quiet",
      description = "Print no line for each event, on a pipe neither: one every 10 s instead.")
  boolean quiet;

  /** Checks what can be checked before anything is started. */
  void check(Environment environment, long count) {
    cluster.clientProperties(environment.directory());
    if (count < 0) {
      throw new TallyException(Problem.USAGE, "--count takes 0 or more, not %d.".formatted(count));
    }
    if (verbose && quiet) {
      throw new TallyException(Problem.USAGE, "--verbose and --quiet exclude each other.");
    }
  }

  /** Tells whether the user chose the seed. */
  boolean isSeeded() {
    return seed != null;
  }

  /** Returns the seed; one that the user did not choose is told, so that it can be used again. */
  long seed(Environment environment) {
    if (seed != null) {
      return seed;
    }
    long chosen = environment.seeds().getAsLong();
    environment.console().note("Seed: " + chosen);
    return chosen;
  }

  /** Returns the partitions of a topic that may be created: on the embedded broker only. */
  static OptionalInt partitions(ClusterOptions.Session session) {
    return session.embedded().isPresent() ? OptionalInt.of(PARTITIONS) : OptionalInt.empty();
  }

  /** Begins to show how the sending gets on. */
  SendingProgress progress(Environment environment, long count, Rate rate) {
    boolean eachIsShown = verbose || (!quiet && !environment.console().terminal().isInteractive());
    return SendingProgress.of(environment, count, rate, eachIsShown);
  }
}
