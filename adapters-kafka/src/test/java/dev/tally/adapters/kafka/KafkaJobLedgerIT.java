package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.JobLedger.Commit;
import dev.tally.application.port.out.JobLedger.Entry;
import dev.tally.application.port.out.JobLedger.Past;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RowVersion;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job's memory on a real broker. */
@Timeout(60)
final class KafkaJobLedgerIT {

  private static final String JOB = "behavior-counts";
  private static final RowVersion VERSION = at(0, 0L).newest();

  private final OutputHistory history = KafkaAdapter.outputHistory();
  private final KafkaTestBroker broker = KafkaTestBroker.shared();
  private String input = "";
  private String output = "";

  @BeforeEach
  void makeTopics() {
    input = broker.newTopic("ledger-input", 2);
    output = broker.newTable("ledger-output", 2);
  }

  @Test
  void keepsNothingAtFirst() {
    try (JobLedger ledger = open()) {
      assertThat(ledger.restore().past()).isEqualTo(Past.NONE);
      assertThat(ledger.restore().positions()).isEmpty();
      assertThat(ledger.restore().state()).isEmpty();
    }
  }

  @Test
  void restoresWhatTheLastCommitLeft() {
    try (JobLedger ledger = open()) {
      commit(ledger, entries("r1=1", "r2=1"), entries("a=1", "b=1", "c=1"), at(0, 3L, 1, 4L));
      commit(ledger, entries("r1=2"), List.of(entry("a", "2"), entry("b", null)), at(0, 5L, 1, 4L));
    }
    try (JobLedger next = open()) {
      assertThat(stateOf(next)).isEqualTo(Map.of("a", "2", "c", "1"));
      assertThat(next.restore().positions()).isEqualTo(Map.of(0, 5L, 1, 4L));
    }
    assertThat(broker.table(output)).isEqualTo(Map.of("r1", "2", "r2", "1"));
  }

  @Test
  void rowsAreReadableAtOnceForThoseWhoDoNotWaitForTheCommit() {
    try (JobLedger ledger = open()) {
      ledger.write(entries("r1=1", "r2=1"), VERSION);
      ledger.write(entries("r1=2"), VERSION);
      broker.awaitUncommitted(output, Map.of("r1", "2", "r2", "1"));
      assertThat(broker.records(output)).isEmpty();

      ledger.commit(new Commit(entries("a=1"), at(0, 3L)));
    }
    assertThat(broker.table(output)).isEqualTo(Map.of("r1", "2", "r2", "1"));
  }

  @Test
  void rowsWhoseRunEndedBeforeTheirCommitAreNeverThere() {
    try (JobLedger ledger = open()) {
      commit(ledger, entries("r=1"), entries("a=1"), at(0, 1L));
      ledger.write(entries("r=2"), VERSION);
      broker.awaitUncommitted(output, Map.of("r", "2"));
    }
    try (JobLedger next = open()) {
      assertThat(stateOf(next)).isEqualTo(Map.of("a", "1"));
    }
    assertThat(broker.table(output)).isEqualTo(Map.of("r", "1"));
  }

  @Test
  void showsPositionsToKafkasOwnTools() {
    try (JobLedger ledger = open()) {
      ledger.commit(new Commit(List.of(), at(0, 3L, 1, 4L)));
    }
    Map<Integer, Long> shown = new TreeMap<>();
    groupOffsets()
        .forEach((partition, offset) -> shown.put(partition.partition(), offset.offset()));
    assertThat(shown).isEqualTo(Map.of(0, 3L, 1, 4L));
  }

  @Test
  void beginsAnewAfterTheEnd() {
    try (JobLedger ledger = open()) {
      commit(ledger, entries("r=1"), entries("a=1"), at(0, 3L));
      ledger.write(entries("r=2"), VERSION);
      ledger.complete(at(0, 3L));

      assertThat(ledger.restore().past()).isEqualTo(Past.COMPLETED);
      assertThat(ledger.restore().positions()).isEmpty();
      assertThat(ledger.restore().state()).isEmpty();
    }
    assertThat(broker.table(output)).isEqualTo(Map.of("r", "2"));
    assertThat(groupOffsets()).isEmpty();
  }

  @Test
  void forgetsStateAndPositionsButNotRows() {
    try (JobLedger ledger = open()) {
      commit(ledger, entries("r=1"), entries("a=1"), at(0, 3L));
    }
    try (JobLedger next = open()) {
      next.begin(new Commit(entries("b=1"), at(0, 0L)));

      assertThat(next.restore().past()).isEqualTo(Past.STOPPED);
      assertThat(next.restore().positions()).isEqualTo(Map.of(0, 0L));
      assertThat(stateOf(next)).isEqualTo(Map.of("b", "1"));
    }
    assertThat(broker.table(output)).isEqualTo(Map.of("r", "1"));
  }

  @Test
  void letsOnlyTheNewestCommit() {
    try (JobLedger older = open()) {
      commit(older, entries("r=old"), entries("a=old"), at(0, 1L));
      try (JobLedger newer = open()) {
        commit(newer, entries("r=new"), entries("a=new"), at(0, 2L));

        assertThatThrownBy(() -> commit(older, entries("r=late"), entries("a=late"), at(0, 9L)))
            .isInstanceOfSatisfying(
                TallyException.class,
                failure -> assertThat(failure.problem()).isEqualTo(Problem.BUSY))
            .hasMessage(
                "Another run of job behavior-counts at %s has taken over.\nOnly one run of a job into a topic goes on: the newest."
                    .formatted(broker.cluster().bootstrapServers()));
        assertThatThrownBy(
                () -> {
                  older.write(entries("r=late"), VERSION);
                  older.complete(at(0, 9L));
                })
            .isInstanceOf(TallyException.class);

        assertThat(stateOf(newer)).isEqualTo(Map.of("a", "new"));
        assertThat(newer.restore().positions()).isEqualTo(Map.of(0, 2L));
      }
    }
    assertThat(broker.table(output)).isEqualTo(Map.of("r", "new"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void isNotHeldUpByARunThatWasKilledInTheMiddle(int turn) {
    try (JobLedger ledger = open()) {
      commit(ledger, entries("r=1"), entries("a=1"), at(0, 1L));
    }
    TestTransaction killed =
        TestTransaction.begin(
            broker.cluster(), LedgerTransactions.ids(StateTopic.identity(JOB, output)).get(turn));
    killed.write(StateTopic.nameFor(JOB, output), "half a commit");
    killed.write(output, "half a commit");
    killed.die();

    try (JobLedger next = open()) {
      assertThat(stateOf(next)).isEqualTo(Map.of("a", "1"));
      commit(next, entries("r=2"), entries("a=2"), at(0, 2L));
      assertThat(stateOf(next)).isEqualTo(Map.of("a", "2"));
    }
    assertThat(broker.table(output)).isEqualTo(Map.of("r", "2"));
  }

  @Test
  void keepsNothingOfACommitThatFailed() {
    try (JobLedger ledger = open()) {
      commit(ledger, entries("r=1"), entries("a=1"), at(0, 1L));
      Entry tooLarge = new Entry(bytes("r"), new byte[ClientSettings.LARGEST_ROW + 1]);

      assertThatThrownBy(
              () -> commit(ledger, List.of(entry("r", "2"), tooLarge), entries("a=2"), at(0, 2L)))
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.DATA));
    }
    try (JobLedger next = open()) {
      assertThat(stateOf(next)).isEqualTo(Map.of("a", "1"));
      assertThat(next.restore().positions()).isEqualTo(Map.of(0, 1L));
    }
    assertThat(broker.table(output)).isEqualTo(Map.of("r", "1"));
  }

  @Test
  void keepsRowsLargerThanBrokersTakeByDefault() {
    try (JobLedger ledger = open()) {
      Entry large = new Entry(bytes("large"), new byte[4 * 1024 * 1024]);
      commit(ledger, List.of(large), List.of(large), at(0, 1L));

      assertThat(ledger.restore().state())
          .singleElement()
          .satisfies(entry -> assertThat(entry.value()).hasSize(4 * 1024 * 1024));
    }
  }

  @Test
  void keepsAHundredThousandEntries() {
    List<Entry> state = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      state.add(entry("key-" + i, "value-" + i));
    }
    try (JobLedger ledger = open()) {
      ledger.commit(new Commit(state, at(0, 1L)));
      assertThat(ledger.restore().state()).hasSize(100_000);
      ledger.complete(at(0, 1L));
      assertThat(ledger.restore().state()).isEmpty();
    }
  }

  @Test
  void doesNotTakeUpTheMemoryOfAnotherInput() {
    try (JobLedger ledger = open()) {
      ledger.commit(new Commit(List.of(), at(0, 1L)));
    }
    String kept = input;
    input = broker.newTopic("other-input", 1);
    try (JobLedger other = open()) {
      assertThatThrownBy(other::restore)
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.STATE))
          .hasMessage(
              "What is kept for topic %s is of job behavior-counts reading %s, not of job behavior-counts reading %s.\nStart anew with --fresh, or write to another topic with --output."
                  .formatted(output, kept, input));
      other.begin(new Commit(List.of(), at(0, 0L)));
      assertThat(other.restore().positions()).isEqualTo(Map.of(0, 0L));
    }
  }

  @Test
  void commitIsKnownToThoseWhoDoNotReadTheState() {
    JobCommit commit =
        new JobCommit(
            "job=behavior-counts\nzone=UTC",
            -5,
            new TreeMap<>(Map.of(0, 7L, 3, 0L)),
            Map.of(0, 3L, 1, 4L),
            60_000,
            new Accounting(9, 5, 1, 1, 2, 1));
    try (JobLedger ledger = open()) {
      commit(ledger, entries("r=1"), List.of(), commit);
      assertThat(history.lastCommit(JOB, input(), output())).contains(commit);
      Map<String, Optional<RowVersion>> versions = new TreeMap<>();
      history.readRows(
          output(), (key, value, version) -> versions.put(text(key) + text(value), version));
      assertThat(versions).isEqualTo(Map.of("r1", Optional.of(new RowVersion(-5, 3, 0, false))));

      ledger.complete(commit);
      assertThat(history.lastCommit(JOB, input(), output())).isEmpty();
      assertThat(history.hasRows(output())).isTrue();
    }
  }

  @Test
  void commitOfAnEngineWithoutTransactionsIsNotedAndForgotten() {
    JobCommit commit = at(0, 3L, 1, 4L);

    assertThat(history.lastCommit(JOB, input(), output())).isEmpty();
    assertThat(history.hasRows(output())).isFalse();
    history.note(JOB, input(), output(), commit);
    assertThat(history.lastCommit(JOB, input(), output())).contains(commit);
    history.forget(JOB, input(), output());
    assertThat(history.lastCommit(JOB, input(), output())).isEmpty();
  }

  @Test
  void stateWithoutItsPositionsIsDamaged() {
    try (JobLedger ledger = open()) {
      commit(ledger, entries("r=1"), entries("a=1"), at(0, 1L));
    }
    TestTransaction.deleteKey(
        broker.cluster(), StateTopic.nameFor(JOB, output), LedgerKey.POSITIONS.recordKey());

    try (JobLedger next = open()) {
      assertThatThrownBy(next::restore)
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.STATE))
          .hasMessage(
              "The state of job behavior-counts in topic %s is damaged: positions are missing.\nGo on from the rows of topic %s with --restore-from-output, or start anew with --fresh."
                  .formatted(StateTopic.nameFor(JOB, output), output));
    }
  }

  @Test
  void needsAnOutputTopic() {
    output = broker.newName("missing");

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            TallyException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.NOT_FOUND))
        .hasMessageStartingWith("Topic %s does not exist at ".formatted(output));
  }

  private static void commit(JobLedger ledger, List<Entry> rows, List<Entry> state, JobCommit job) {
    ledger.write(rows, job.newest());
    ledger.commit(new Commit(state, job));
  }

  private JobLedger open() {
    return KafkaAdapter.jobLedgers().open(JOB, input(), output());
  }

  private TopicInput<?> input() {
    return new TopicInput<>(
        broker.cluster(),
        input,
        StartPosition.COMMITTED,
        Optional.empty(),
        KafkaAdapter.behaviorFormats().decoder());
  }

  private TopicOutput<?> output() {
    return new TopicOutput<>(
        broker.cluster(), output, KafkaAdapter.behaviorFormats().resultEncoder(ZoneOffset.UTC));
  }

  private static JobCommit at(Object... partitionsAndOffsets) {
    Map<Integer, Long> positions = new TreeMap<>();
    for (int i = 0; i < partitionsAndOffsets.length; i += 2) {
      positions.put((Integer) partitionsAndOffsets[i], (Long) partitionsAndOffsets[i + 1]);
    }
    return new JobCommit(
        "", 1, new TreeMap<>(Map.of(0, 0L)), positions, Watermark.NONE, Accounting.NONE);
  }

  private Map<TopicPartition, OffsetAndMetadata> groupOffsets() {
    TestTransaction.awaitEnds(broker.cluster());
    try (AdminSession session = AdminSession.open(broker.cluster())) {
      return session.await(
          "look at the group",
          session
              .admin()
              .listConsumerGroupOffsets(StateTopic.identity(JOB, output))
              .partitionsToOffsetAndMetadata());
    }
  }

  private static Map<String, String> stateOf(JobLedger ledger) {
    Map<String, String> state = new TreeMap<>();
    for (Entry entry : ledger.restore().state()) {
      state.put(text(entry.key()), text(entry.value()));
    }
    return state;
  }

  private static List<Entry> entries(String... assignments) {
    List<Entry> entries = new ArrayList<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      entries.add(entry(assignment.substring(0, equals), assignment.substring(equals + 1)));
    }
    return entries;
  }

  private static Entry entry(String key, @Nullable String value) {
    return new Entry(bytes(key), value == null ? null : bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
