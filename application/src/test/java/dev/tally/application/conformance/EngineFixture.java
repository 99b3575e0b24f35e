package dev.tally.application.conformance;

import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.BehaviorKey;
import dev.tally.domain.sample.Reading;
import dev.tally.domain.sample.ReadingKey;
import dev.tally.domain.sample.ReadingSummaries;
import dev.tally.domain.sample.ReadingSummary;
import dev.tally.domain.sample.ReadingTotals;
import dev.tally.domain.time.TumblingWindows;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** The engine under test and the jobs that it is tried with. */
abstract class EngineFixture {

  static final long NOW = ReadingCase.NOW;
  static final WallClock CLOCK = new FixedClock(NOW);

  @TempDir private Path stateDirectory;

  /**
   * Returns the engine under test.
   *
   * @param clock decides update times, idleness and what is in the future; it may stand still, so
   *     it must not decide when rows are emitted
   */
  protected abstract AggregationEngine engine(WallClock clock);

  /** Returns the topics that the engine under test can reach. */
  protected abstract ConformanceTopics topics();

  /** Returns how often rows are emitted in runs without end; to be shorter for a fast engine. */
  protected Emission emission() {
    return Emission.every(Duration.ofMillis(200));
  }

  /** Returns how long a condition is waited for before the test is lost. */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  /** Waits until an assertion holds. */
  void eventually(org.assertj.core.api.ThrowableAssert.ThrowingCallable assertion)
      throws InterruptedException {
    Eventually.await(patience(), assertion);
  }

  /** Returns a job that counts behaviors, with nothing in its input. */
  Trial<BehaviorEvent, BehaviorKey, LongCount, BehaviorCount> behaviors(int partitions) {
    return behaviors(partitions, BehaviorCounting.spec(emission()), new BehaviorLines());
  }

  /** Returns a job that counts behaviors in a way of its own. */
  Trial<BehaviorEvent, BehaviorKey, LongCount, BehaviorCount> behaviors(
      int partitions,
      AggregationSpec<BehaviorEvent, BehaviorKey, LongCount, BehaviorCount> spec,
      DecoderFactory<BehaviorEvent> decoder) {
    return new Trial<>(
        engine(CLOCK),
        topics(),
        partitions,
        spec,
        decoder,
        new BehaviorLines.Rows(),
        stateDirectory);
  }

  /** Returns a job that summarizes readings in windows, with nothing in its input. */
  Trial<Reading, ReadingKey, ReadingTotals, ReadingSummary> readings(
      int partitions, TumblingWindows<Reading> rules, WallClock clock) {
    return new Trial<>(
        engine(clock),
        topics(),
        partitions,
        new AggregationSpec<>("readings", new ReadingSummaries(), rules, emission()),
        new ReadingLines(),
        new ReadingLines.Rows(),
        stateDirectory);
  }
}
