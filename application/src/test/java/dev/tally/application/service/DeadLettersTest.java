package dev.tally.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tally.application.conformance.KeptRecord;
import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.memory.InMemoryTopics.CrashMoment;
import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RecordHeader;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.ListDeadLetters.Reason;
import dev.tally.application.port.in.ListDeadLetters.Summary;
import dev.tally.application.port.in.ReplayDeadLetters.Replayed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking at dead letters, and sending them back. */
final class DeadLettersTest {

  private static final String KEPT = "in.dead-letter";

  private final InMemoryTopics topics = new InMemoryTopics();

  @BeforeEach
  void createTopics() {
    topics.createInput("in", 2);
    topics.createInput(KEPT, 2);
  }

  @Test
  void lettersAreCountedOnceAndByReasonWithoutWhatItQuotes() {
    keep(letter(0, 1, "field \"ts\" is not a time: \"yesterday\"", "a"));
    keep(letter(0, 2, "field \"ts\" is not a time: \"today\"", "b"));
    keep(letter(0, 2, "field \"ts\" is not a time: \"today\"", "b"));
    keep(letter(1, 2, "an empty value", ""));
    topics.append(KEPT, 0, new KeptRecord(null, bytes("a stranger"), List.of(), 0));

    List<Long> each = new ArrayList<>();
    Summary summary = list("in", 1, each);

    assertThat(summary.topic()).isEqualTo(KEPT);
    assertThat(summary.letters()).isEqualTo(3);
    assertThat(summary.repeats()).isEqualTo(1);
    assertThat(summary.foreign()).isEqualTo(1);
    assertThat(summary.reasons())
        .extracting(Reason::text, Reason::letters)
        .containsExactly(tuple("field \"ts\" is not a time", 2L), tuple("an empty value", 1L));
    assertThat(summary.reasons()).allMatch(reason -> reason.samples().size() == 1);
    assertThat(each).containsExactlyInAnyOrder(1L, 2L, 2L);
    assertThat(list(KEPT, 1, each)).usingRecursiveComparison().isEqualTo(summary);
  }

  @Test
  void memoryIsBoundedWhereEachLetterHasAReasonOfItsOwn() {
    for (int offset = 0; offset < DeadLetterCensus.MOST_REASONS + 50; offset++) {
      keep(letter(0, offset, "reason " + offset, ""));
    }

    Summary summary = list("in", 1, new ArrayList<>());

    assertThat(summary.reasons()).hasSize(DeadLetterCensus.MOST_REASONS + 1);
    assertThat(summary.reasons().get(0).text()).isEqualTo("other reasons");
    assertThat(summary.reasons().get(0).letters()).isEqualTo(50);
  }

  @Test
  void replaySendsEachRecordBackOnceAsItWas() {
    keep(letter(1, 5, "bad", "a"));
    keep(letter(1, 5, "bad", "a"));
    keep(letter(0, 3, "bad", "b"));

    assertThat(replay()).isEqualTo(new Replayed(KEPT, sorted(2), 0, 1, 0));
    assertThat(topics.endOffsets("in")).isEqualTo(Map.of(0, 1L, 1, 1L));
    KeptRecord back = topics.records("in").get(1);
    assertThat(back.key()).isEqualTo(bytes("key"));
    assertThat(back.value()).isEqualTo(bytes("a"));
    assertThat(back.headers()).extracting(RecordHeader::name).containsExactly("trace");

    keep(letter(1, 5, "bad", "a")); // written once more by a run that began before
    assertThat(replay()).isEqualTo(new Replayed(KEPT, sorted(0), 2, 2, 0));
    keep(letter(1, 6, "still bad", "a")); // rejected again, where the replay had put it
    assertThat(replay()).isEqualTo(new Replayed(KEPT, sorted(1), 2, 2, 0));
    assertThat(topics.records("in")).hasSize(3);
  }

  @Test
  void replayThatDiedGoesOnWhereItWas() {
    for (int offset = 0; offset < 250; offset++) { // more than are read at once
      keep(letter(0, offset, "bad", "a"));
    }
    topics.crashAtCommit(2, CrashMoment.BEFORE);
    assertThatThrownBy(this::replay).hasMessage("died before commit 2");
    topics.crashAtCommit(1, CrashMoment.AFTER);
    assertThatThrownBy(this::replay).hasMessage("died after commit 1");
    topics.crashNoMore();

    replay();

    assertThat(topics.endOffsets("in")).isEqualTo(Map.of(0, 250L, 1, 0L));
  }

  @Test
  void topicsThatAreNotThereAreNamed() {
    assertThatThrownBy(() -> list("out", 1, new ArrayList<>()))
        .isInstanceOf(TallyException.class)
        .hasMessageStartingWith("Topic 'out.dead-letter' does not exist");

    keep(
        new DeadLetter(
            new RejectedRecord("gone", 0, 0, "bad"), "e", "spark", 0, null, null, List.of()));
    assertThatThrownBy(this::replay)
        .isInstanceOf(TallyException.class)
        .hasMessageStartingWith("Topic 'gone' does not exist");
  }

  @Test
  void letterOfAPartitionThatIsNotThereIsNotSentElsewhere() {
    keep(letter(2, 0, "bad", "a"));

    assertThatThrownBy(this::replay)
        .isInstanceOf(TallyException.class)
        .hasMessageStartingWith(
            "A dead letter comes from partition 2 of topic in, which has 2 partitions");
    assertThat(topics.records("in")).isEmpty();
  }

  private Summary list(String topic, int samples, List<Long> offsets) {
    return new ListDeadLettersService(topics, topics)
        .list(
            topics.cluster(),
            topic,
            samples,
            letter -> offsets.add(letter.rejection().offset()),
            () -> true);
  }

  private Replayed replay() {
    return new ReplayDeadLettersService(topics, topics, topics.replays())
        .replay(topics.cluster(), "in", () -> true);
  }

  private static SortedMap<String, Long> sorted(long sent) {
    return new TreeMap<>(sent == 0 ? Map.of() : Map.of("in", sent));
  }

  private void keep(DeadLetter letter) {
    topics.append(
        KEPT,
        letter.rejection().partition() % 2,
        new KeptRecord(letter.key(), letter.value(), letter.headersOnTopic(), 0));
  }

  private static DeadLetter letter(int partition, long offset, String reason, String value) {
    return new DeadLetter(
        new RejectedRecord("in", partition, offset, reason),
        "dev.tally.Undecodable",
        "in-process",
        1,
        bytes("key"),
        bytes(value),
        List.of(new RecordHeader("trace", bytes("1"))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
