package dev.tally.application.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.behavior.BehaviorCounting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine promises. A subclass for each engine says how to make it and where its topics
 * are; {@link #topics} may return the same broker for all tests, since every test makes topics of
 * its own.
 */
@Timeout(60)
public abstract class AggregationEngineConformance {

  private static final WallClock CLOCK = new FixedClock(1_745_244_645_123L);

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

  @Test
  void countsEveryBehaviorOfABoundedInput() throws InterruptedException {
    ConformanceTopics topics = topics();
    topics.createInput("counts-every-behavior", 2);
    topics.createOutput("counts-every-behavior-rows");
    topics.append("counts-every-behavior", 0, List.of(bytes("books;view"), bytes("books;click")));
    topics.append("counts-every-behavior", 1, List.of(bytes("books;view"), bytes("no behavior")));

    RunReport report =
        engine(CLOCK)
            .start(
                BehaviorCounting.spec(Emission.every(Duration.ofMillis(100))),
                new TopicInput<>(
                    topics.cluster(),
                    "counts-every-behavior",
                    StartPosition.EARLIEST,
                    Optional.of(topics.endOffsets("counts-every-behavior")),
                    new BehaviorLines()),
                new TopicOutput<>(
                    topics.cluster(), "counts-every-behavior-rows", new BehaviorLines.Rows()),
                new Execution(2, stateDirectory))
            .await();

    assertThat(report.failure()).isNull();
    assertThat(report.status()).isEqualTo(JobStatus.FINISHED);
    assertThat(report.accounting()).isEqualTo(new Accounting(4, 3, 0, 1, 0, 0));
    assertThat(topics.upserts("counts-every-behavior-rows"))
        .contains(
            new Upsert("books;view", "2;OPEN;1745244645123"),
            new Upsert("books;click", "1;OPEN;1745244645123"));
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
