package dev.tally.benchmarks.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * All that was measured of one contestant: in each round one run over all its records and one over
 * a part of them.
 */
final class Series {

  private static final double MILLION = 1e6;

  private final Contestant contestant;
  private final List<Round> rounds = new ArrayList<>();
  private String fault = "";

  Series(Contestant contestant) {
    this.contestant = contestant;
  }

  Contestant contestant() {
    return contestant;
  }

  List<Round> rounds() {
    return rounds;
  }

  /** Returns why there is no number; nothing if there is one. */
  String fault() {
    return fault;
  }

  void add(Round round) {
    rounds.add(round);
  }

  /** Takes note of a wrong result: from now on there is no number. */
  void isWrong(String reason) {
    fault = reason;
    rounds.clear();
  }

  /** Returns records a second from the start of the process to its exit. */
  Summary coldRate() {
    return summary(round -> OptionalDouble.of(round.records() / round.all().seconds()));
  }

  /** Returns records a second without what every run pays once, see {@link Round#marginalRate}. */
  Summary marginalRate() {
    return summary(Round::marginalRate);
  }

  Summary cpuSecondsPerMillion() {
    return summary(round -> perMillion(round.all().cpuSeconds(), round));
  }

  Summary brokerCpuSecondsPerMillion() {
    return summary(round -> perMillion(round.all().brokerCpuSeconds(), round));
  }

  Summary peakBytes() {
    return summary(round -> round.all().peakBytes());
  }

  private Summary summary(Function<Round, OptionalDouble> figure) {
    return Summary.of(
        rounds.stream().map(figure).flatMapToDouble(OptionalDouble::stream).toArray());
  }

  private static OptionalDouble perMillion(OptionalDouble seconds, Round round) {
    return seconds.isPresent()
        ? OptionalDouble.of(seconds.getAsDouble() / round.records() * MILLION)
        : seconds;
  }

  /**
   * One round.
   *
   * @param all the run over all records
   * @param part the run over a part of them; empty where that would be too few to tell anything
   */
  record Round(long records, Outcome all, long partRecords, Optional<Outcome> part) {

    /**
     * Returns (all - part) / (time of all - time of part): start-up, warm-up and shutdown, which
     * both runs pay, cancel out. Empty where the part took longer, as it may with very few records.
     */
    OptionalDouble marginalRate() {
      double seconds = part.map(run -> all.seconds() - run.seconds()).orElse(0.0);
      return seconds > 0
          ? OptionalDouble.of((records - partRecords) / seconds)
          : OptionalDouble.empty();
    }
  }
}
