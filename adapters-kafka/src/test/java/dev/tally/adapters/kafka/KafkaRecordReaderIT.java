package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading partitions of a real broker. */
@Timeout(60)
final class KafkaRecordReaderIT {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATE = Duration.ofSeconds(50);

  private final KafkaTestBroker broker = KafkaTestBroker.shared();

  @Test
  void handsOverRecordsInOrderUpToTheEnd() {
    String topic = broker.newTopic("in-order", 2);
    broker.appendTexts(topic, 0, "a", "b", "c", "beyond");
    broker.appendTexts(topic, 1, "x", "beyond");

    try (RecordReader reader = open(topic, Map.of(0, 1L, 1, 0L), Map.of(0, 3L, 1, 1L))) {
      assertThat(readToEnds(reader, Map.of(0, 3L, 1, 1L)))
          .containsExactlyInAnyOrder("0:1=b", "0:2=c", "1:0=x")
          .containsSubsequence("0:1=b", "0:2=c");
      assertThat(reader.poll(SOON, KafkaRecordReaderIT::mustNotCome)).isZero();
      assertThat(reader.positions()).isEqualTo(Map.of(0, 3L, 1, 1L));
    }
  }

  @Test
  void handsOverTombstonesAndEmptyValues() {
    String topic = broker.newTopic("tombstones", 1);
    List<byte @Nullable []> values = new ArrayList<>();
    values.add(null);
    values.add(new byte[0]);
    broker.append(topic, 0, values);

    try (RecordReader reader = open(topic, Map.of(0, 0L), Map.of(0, 2L))) {
      assertThat(readToEnds(reader, Map.of(0, 2L))).containsExactly("0:0 deleted", "0:1=");
    }
  }

  @Test
  void countsWhatItHandsOver() {
    String topic = broker.newTopic("many", 1);
    broker.append(topic, 0, numbered(25_000));

    try (RecordReader reader = open(topic, Map.of(0, 0L), Map.of(0, 25_000L))) {
      int handedOver = 0;
      while (handedOver < 25_000) {
        handedOver += reader.poll(SOON, (partition, offset, bytes, start, length) -> {});
        assertThat(reader.positions()).isEqualTo(Map.of(0, (long) handedOver));
      }
    }
  }

  @Test
  void skipsWhatWasAbortedAndReachesAnEndBehindMarkers() {
    String topic = broker.newTopic("aborted", 1);
    try (TestTransaction committed = TestTransaction.begin(broker.cluster())) {
      committed.write(topic, "committed");
      committed.commit();
    }
    try (TestTransaction aborted = TestTransaction.begin(broker.cluster())) {
      aborted.write(topic, "aborted");
      aborted.abort();
    }
    Map<Integer, Long> ends = KafkaAdapter.topics().endOffsets(broker.cluster(), topic);
    assertThat(ends).isEqualTo(Map.of(0, 4L)); // two records, two markers

    try (RecordReader reader = open(topic, Map.of(0, 0L), ends)) {
      assertThat(readToEnds(reader, ends)).containsExactly("0:0=committed");
    }
  }

  @Test
  void goesOnForEverWithoutEnds() {
    String topic = broker.newTopic("for-ever", 1);

    try (RecordReader reader = open(topic, Map.of(0, 0L), null)) {
      assertThat(reader.poll(SOON, KafkaRecordReaderIT::mustNotCome)).isZero();
      broker.appendTexts(topic, 0, "late");
      assertThat(readToEnds(reader, Map.of(0, 1L))).containsExactly("0:0=late");
    }
  }

  @Test
  void returnsAtOnceWhenWokenUp() {
    String topic = broker.newTopic("woken", 1);

    try (RecordReader reader = open(topic, Map.of(0, 0L), null)) {
      reader.wakeup();
      assertThat(reader.poll(LATE, KafkaRecordReaderIT::mustNotCome)).isZero();

      CompletableFuture<Integer> waiting =
          CompletableFuture.supplyAsync(() -> reader.poll(LATE, KafkaRecordReaderIT::mustNotCome));
      reader.wakeup();
      assertThat(waiting.join()).isZero();

      broker.appendTexts(topic, 0, "after");
      assertThat(readToEnds(reader, Map.of(0, 1L))).containsExactly("0:0=after");
    }
  }

  @Test
  void beginsAtTheFirstRecordThatIsThere() {
    String topic = broker.newTopic("first", 2);
    broker.appendTexts(topic, 0, "a", "b", "c");
    broker.appendTexts(topic, 1, "x");
    deleteBefore(topic, 2);

    try (RecordReader reader =
        open(topic, Map.of(0, RecordReaders.FIRST, 1, RecordReaders.FIRST), null)) {
      assertThat(reader.positions()).isEqualTo(Map.of(0, 2L, 1, 0L));
      assertThat(readToEnds(reader, Map.of(0, 3L, 1, 1L)))
          .containsExactlyInAnyOrder("0:2=c", "1:0=x");
    }
  }

  @Test
  void saysThatAnOffsetIsGone() {
    String topic = broker.newTopic("gone", 1);
    broker.appendTexts(topic, 0, "a", "b", "c");
    deleteBefore(topic, 2);

    try (RecordReader reader = open(topic, Map.of(0, 1L), null)) {
      assertThatThrownBy(() -> readToEnds(reader, Map.of(0, 3L)))
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.STATE))
          .hasMessage(
              "Offset 1 of topic %s, partition 0, is not there (any more): records were deleted or the topic was made anew.\nStart anew with --fresh."
                  .formatted(topic));
    }
  }

  @Test
  void saysThatTheTopicWasDeleted() {
    String topic = broker.newTopic("deleted", 1);
    broker.appendTexts(topic, 0, "a");

    try (RecordReader reader = open(topic, Map.of(0, 0L), null)) {
      assertThat(readToEnds(reader, Map.of(0, 1L))).containsExactly("0:0=a");
      try (AdminSession session = AdminSession.open(broker.cluster())) {
        session.await("delete", session.admin().deleteTopics(List.of(topic)).all());
      }
      assertThatThrownBy(() -> readToEnds(reader, Map.of(0, 2L)))
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.NOT_FOUND))
          .hasMessageStartingWith("Topic %s at ".formatted(topic))
          .hasMessageContaining("was deleted while it was being read");
    }
  }

  private void deleteBefore(String topic, long offset) {
    try (AdminSession session = AdminSession.open(broker.cluster())) {
      session.await(
          "delete records",
          session
              .admin()
              .deleteRecords(
                  Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
              .all());
    }
  }

  private RecordReader open(
      String topic, Map<Integer, Long> positions, @Nullable Map<Integer, Long> ends) {
    return KafkaAdapter.recordReaders()
        .open(
            new TopicInput<>(
                broker.cluster(),
                topic,
                StartPosition.EARLIEST,
                Optional.ofNullable(ends),
                KafkaAdapter.behaviorFormats().decoder()),
            positions);
  }

  private static List<String> readToEnds(RecordReader reader, Map<Integer, Long> ends) {
    List<String> records = new ArrayList<>();
    while (!reader.positions().equals(ends)) {
      reader.poll(
          SOON,
          (partition, offset, bytes, start, length) ->
              records.add(
                  partition
                      + ":"
                      + offset
                      + (bytes == null
                          ? " deleted"
                          : "=" + new String(bytes, start, length, StandardCharsets.UTF_8))));
    }
    return records;
  }

  private static List<byte @Nullable []> numbered(int count) {
    byte[][] values =
        IntStream.range(0, count)
            .mapToObj(number -> Integer.toString(number).getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    return Arrays.asList(values);
  }

  private static void mustNotCome(
      int partition, long offset, byte @Nullable [] bytes, int start, int length) {
    throw new AssertionError("offset " + offset + " came");
  }
}
