package dev.tally.benchmarks.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets contestants run in turn, each in a fresh process: the first round in their order, the next
 * in the reverse, and so on, so that none of them always runs when the machine is in a better mood.
 * Each result is checked; whose result is wrong is out.
 */
final class Rounds {

  /** The smaller of the two sizes. */
  static final int PART = 4;

  /** With fewer there is one run a round, and no marginal rate. */
  private static final long LEAST_PART = 5_000;

  private static final Duration LEAST_PATIENCE = Duration.ofMinutes(3);
  private static final long SLOWEST_RATE = 10_000;

  private final Arena arena;
  private final ClassData classData;
  private final Inputs inputs;
  private final Consumer<String> progress;

  /** Where the records are that a contestant is to read. */
  @FunctionalInterface
  interface Inputs {
    String with(long records) throws InterruptedException;
  }

  Rounds(Arena arena, ClassData classData, Inputs inputs, Consumer<String> progress) {
    this.arena = arena;
    this.classData = classData;
    this.inputs = inputs;
    this.progress = progress;
  }

  /** Runs them all over so many records, or their share of them. */
  List<Series> run(List<Contestant> contestants, long records, int rounds)
      throws InterruptedException {
    List<Series> series = contestants.stream().map(Series::new).toList();
    for (Contestant contestant : contestants) {
      inputs.with(records / contestant.share());
      if (records / contestant.share() / PART >= LEAST_PART) {
        inputs.with(records / contestant.share() / PART);
      }
    }
    for (Contestant contestant : contestants) {
      long few = records / contestant.share() / PART;
      if (few >= LEAST_PART) {
        classData.learn(contestant, inputs.with(few), few);
      }
    }
    for (int round = 0; round < rounds; round++) {
      List<Series> order = new ArrayList<>(series);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Series one : order) {
        if (one.fault().isEmpty() && !(one.contestant().isOnce() && round > 0)) {
          run(one, records / one.contestant().share(), round + 1);
        }
      }
    }
    return series;
  }

  private void run(Series series, long records, int round) throws InterruptedException {
    long part = records / PART;
    try {
      Outcome outcomeOfAll = run(series.contestant(), records);
      Optional<Outcome> outcomeOfPart =
          part < LEAST_PART ? Optional.empty() : Optional.of(run(series.contestant(), part));
      series.add(new Series.Round(records, outcomeOfAll, part, outcomeOfPart));
      progress.accept(
          "round %d  %-40s  %,d in %.2f s%s"
              .formatted(
                  round,
                  series.contestant().name(),
                  records,
                  outcomeOfAll.seconds(),
                  outcomeOfPart
                      .map(outcome -> ", %,d in %.2f s".formatted(part, outcome.seconds()))
                      .orElse("")));
    } catch (WrongResultException e) {
      series.isWrong(String.valueOf(e.getMessage()));
      progress.accept(
          "round %d  %-40s  WRONG: %s"
              .formatted(round, series.contestant().name(), e.getMessage()));
    }
  }

  private Outcome run(Contestant contestant, long records) throws InterruptedException {
    Attempt attempt = arena.attempt(inputs.with(records), records);
    arena.topics().create(attempt.output());
    Duration patience = LEAST_PATIENCE.plusSeconds(records / SLOWEST_RATE);
    Outcome outcome = arena.run(contestant.command().words(attempt), attempt, patience);
    if (outcome.exitCode() != 0) {
      throw new WrongResultException(
          "exit code %d, after %.1f s:%n%s"
              .formatted(outcome.exitCode(), outcome.seconds(), outcome.lastWords()));
    }
    String fault = contestant.check().fault(attempt, outcome);
    if (!fault.isEmpty()) {
      throw new WrongResultException(fault);
    }
    arena.tidy(attempt);
    return outcome;
  }

  /** A contestant has failed, or has found what is not true. */
  private static final class WrongResultException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongResultException(String message) {
      super(message);
    }
  }
}
