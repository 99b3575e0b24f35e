package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A million records that are nearly events, through the decoder and the in-process engine; {@code
 * -Dtally.mutated} sets another number.
 */
@Timeout(300)
final class MutatedEventsIT {

  private static final long RECORDS = Long.getLong("tally.mutated", 1_000_000);
  private static final long MOST_BYTES_IN_COMMIT = 24L * 1024 * 1024;

  @Test
  void everyRecordIsCountedOrKeptAndTheFastPathAgrees() throws InterruptedException {
    AtomicLong fast = new AtomicLong();

    EndlessTopic topic = new EndlessTopic(MutatedEvents::at);
    RunReport report = run(topic, RECORDS, () -> new Comparing(fast));

    assertThat(report.failure()).isNull();
    assertThat(report.status()).isEqualTo(JobStatus.FINISHED);
    Accounting accounting = report.accounting();
    assertThat(accounting.balances()).isTrue();
    assertThat(accounting.read()).isEqualTo(RECORDS);
    assertThat(fast.get()).isBetween(RECORDS / 20, accounting.counted());
    assertThat(accounting.counted()).isGreaterThan(RECORDS / 10);
    assertThat(accounting.rejected()).isGreaterThan(RECORDS / 10);
    assertThat(topic.deadLetters()).isEqualTo(accounting.rejected());
    assertThat(topic.largestCommit()).isLessThan(MOST_BYTES_IN_COMMIT);
  }

  @Test
  void topicOfNothingButLargeBadRecordsDoesNotFillTheMemory() throws InterruptedException {
    byte[] bad = new byte[100_000];
    Arrays.fill(bad, (byte) '[');

    EndlessTopic topic = new EndlessTopic(number -> bad);
    RunReport report = run(topic, 5_000, new JsonBehaviorFormats().decoder());

    assertThat(report.failure()).isNull();
    assertThat(report.accounting()).isEqualTo(new Accounting(5_000, 0, 0, 5_000, 0, 0));
    assertThat(topic.deadLetters()).isEqualTo(5_000);
    assertThat(topic.largestCommit()).isLessThan(MOST_BYTES_IN_COMMIT); // of 500 MB in all
  }

  private static RunReport run(
      EndlessTopic topic, long records, DecoderFactory<BehaviorEvent> decoder)
      throws InterruptedException {
    InMemoryTopics names = new InMemoryTopics();
    names.createInput("in", 2);
    names.createOutput("out");
    RejectPolicy keep = RejectPolicy.keepIn(new DeadLetterTopic("dead", 2), RejectLimit.NONE);
    return new InProcessEngine(topic, topic, names, names, () -> 0)
        .start(
            BehaviorCounting.spec(Emission.every(Duration.ofHours(1))), // so it decides nothing
            new TopicInput<>(
                names.cluster(),
                "in",
                StartPosition.EARLIEST,
                Optional.of(Map.of(0, records / 2, 1, records / 2)),
                decoder,
                keep),
            new TopicOutput<>(names.cluster(), "out", new BehaviorLines.Rows()),
            new Execution(2, Path.of("never-written")))
        .await();
  }

  /**
   * The decoder under test. What its fast path takes for an event must be the same one by the book;
   * all else it reads by the book.
   */
  private static final class Comparing implements Decoder<BehaviorEvent> {

    private final PlainEventScanner fastPath = new PlainEventScanner();
    private final BehaviorEventReader byTheBook = new BehaviorEventReader();
    private final BehaviorEventDecoder decoder = new BehaviorEventDecoder();
    private final AtomicLong fast;

    Comparing(AtomicLong fast) {
      this.fast = fast;
    }

    @Override
    public BehaviorEvent decode(byte[] bytes, int offset, int length) throws UndecodableException {
      BehaviorEvent event = fastPath.scan(bytes, offset, length);
      if (event == null) {
        return decoder.decode(bytes, offset, length);
      }
      fast.incrementAndGet();
      if (!event.equals(byTheBook.read(bytes, offset, length))) {
        throw new AssertionError(
            "by the book it is another event: "
                + new String(bytes, offset, length, StandardCharsets.UTF_8));
      }
      return event;
    }
  }
}
