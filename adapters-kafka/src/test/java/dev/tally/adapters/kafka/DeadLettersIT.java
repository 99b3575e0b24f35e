package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.conformance.KeptRecord;
import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RecordHeader;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.Replays.Replay;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters on a real broker: how they get there, and back. */
@Timeout(60)
final class DeadLettersIT {

  private static final JobCommit READ =
      new JobCommit(
          "", 1, new TreeMap<>(Map.of(0, 0L)), Map.of(0, 1L), Watermark.NONE, Accounting.NONE);

  private final KafkaTestBroker broker = KafkaTestBroker.shared();

  @Test
  void largestRecordThatTheInputTakesIsKeptWithMoreHeaders() {
    String input = broker.newTopic("large-input", 1);
    String output = broker.newTable("large-output", 1);
    DeadLetterTopic topic = newDeadLetters(input);
    byte[] value = new byte[1024 * 1024 - 2_000];
    new Random(1).nextBytes(value); // which no compression makes smaller
    broker.append(input, 0, List.of(value));
    DeadLetter letter = letter(input, 0, value);

    try (JobLedger ledger =
        KafkaAdapter.jobLedgers()
            .open(
                "large",
                new TopicInput<>(
                    broker.cluster(),
                    input,
                    StartPosition.COMMITTED,
                    Optional.empty(),
                    new BehaviorLines(),
                    RejectPolicy.keepIn(topic, RejectLimit.NONE)),
                new TopicOutput<>(broker.cluster(), output, new BehaviorLines.Rows()))) {
      ledger.commit(new JobLedger.Commit(List.of(), READ, List.of(letter)));
    }

    assertThat(broker.records(topic.name()))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.value()).isEqualTo(value);
              assertThat(kept.timestamp()).isGreaterThan(letter.timestamp());
              assertThat(DeadLetter.ofRecord(kept.key(), kept.value(), kept.headers()))
                  .hasValueSatisfying(
                      read -> assertThat(read.rejection()).isEqualTo(letter.rejection()));
            });
  }

  @Test
  void replayIsNotedInTheTransactionThatSends() {
    String input = broker.newTopic("replayed", 2);
    String deadLetters = newDeadLetters(input).name();

    try (Replay replay = KafkaAdapter.replays().open(broker.cluster(), deadLetters)) {
      assertThat(replay.positions()).isEmpty();
      replay.commit(
          List.of(letter(input, 1, bytes("a")), letter(input, 0, bytes("b"))),
          Map.of(0, 7L, 1, 3L));
    }

    assertThat(broker.records(input))
        .extracting(KeptRecord::value)
        .containsExactly(bytes("b"), bytes("a"));
    KeptRecord back = broker.records(input).get(1);
    assertThat(back.key()).isEqualTo(bytes("key"));
    assertThat(back.headers()).extracting(RecordHeader::name).containsExactly("trace");
    try (Replay next = KafkaAdapter.replays().open(broker.cluster(), deadLetters)) {
      assertThat(next.positions()).isEqualTo(Map.of(0, 7L, 1, 3L));
    }
    assertThat(KafkaAdapter.topics().list(broker.cluster()))
        .noneMatch(topic -> topic.name().contains("tally-replay"));
  }

  @Test
  void secondReplayTakesOver() {
    String input = broker.newTopic("fenced", 1);
    String deadLetters = newDeadLetters(input).name();
    try (Replay older = KafkaAdapter.replays().open(broker.cluster(), deadLetters);
        Replay newer = KafkaAdapter.replays().open(broker.cluster(), deadLetters)) {
      newer.commit(List.of(letter(input, 0, bytes("new"))), Map.of(0, 1L));

      assertThatThrownBy(() -> older.commit(List.of(letter(input, 0, bytes("old"))), Map.of(0, 1L)))
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.BUSY));
    }
    assertThat(broker.records(input)).extracting(KeptRecord::value).containsExactly(bytes("new"));
  }

  private DeadLetterTopic newDeadLetters(String input) {
    String name = DeadLetterTopic.nameFor(input);
    return new DeadLetterTopic(
        name, KafkaAdapter.topics().createForDeadLetters(broker.cluster(), name, 2));
  }

  private static DeadLetter letter(String input, int partition, byte[] value) {
    return new DeadLetter(
        new RejectedRecord(input, partition, 0, "not an event"),
        "Exception",
        "in-process",
        1_000,
        bytes("key"),
        value,
        List.of(new RecordHeader("trace", bytes("1"))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
