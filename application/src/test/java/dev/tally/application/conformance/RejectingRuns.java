package dev.tally.application.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.OnRejected;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RecordHeader;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.behavior.BehaviorEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs over records that are no events: kept, left behind, or a reason to stop. */
abstract class RejectingRuns extends EngineFixture {

  private static final long SENT_AT = 1_745_222_401_234L;
  private static final Comparator<DeadLetter> BY_PLACE =
      Comparator.comparing((DeadLetter letter) -> letter.rejection().partition())
          .thenComparing(letter -> letter.rejection().offset());

  @Test
  void everyRejectedRecordIsKeptAsItWas() throws InterruptedException {
    List<KeptRecord> records = new ArrayList<>();
    records.add(record(bytes("key"), bytes("no behavior"), header("trace", "a1")));
    records.add(record(null, new byte[0]));
    records.add(record(new byte[0], bytes("too;many;fields"), new RecordHeader("empty", null)));
    records.add(record(new byte[] {0, -1, (byte) 0xC3}, new byte[] {(byte) 0xFF, 0, '\n', 27}));
    records.add(
        record(
            bytes("twice"),
            bytes("책".repeat(100_000)),
            header("name", "1"),
            header("name", "2"),
            header("__streams.errors.topic", "elsewhere"))); // one that was rejected before, too
    try (var trial = behaviors(2)) {
      trial.keepRejected(RejectLimit.NONE);
      for (int number = 0; number < 2 * records.size(); number++) {
        trial.append(number % 2, record(bytes("k"), bytes("books;view")));
        trial.append(number % 2, records.get(number / 2));
        trial.append(number % 2, record(bytes("k"), null));
      }

      RunReport report = trial.runToEnd(StartPosition.COMMITTED, 2);

      assertThat(report.failure()).isNull();
      assertThat(report.accounting()).isEqualTo(new Accounting(30, 10, 0, 10, 10, 0));
      List<DeadLetter> kept = trial.deadLetters().stream().sorted(BY_PLACE).toList();
      assertThat(kept).hasSize(2 * records.size());
      for (int number = 0; number < kept.size(); number++) {
        KeptRecord original = records.get(number % records.size());
        DeadLetter letter = kept.get(number);
        assertThat(letter.key()).isEqualTo(original.key());
        assertThat(letter.value()).isEqualTo(original.value());
        assertSame(letter.headers(), original.headers());
        assertThat(letter.timestamp()).isEqualTo(SENT_AT);
        assertThat(letter.engine()).isEqualTo(engine(CLOCK).name());
        assertThat(letter.exception())
            .isEqualTo("dev.tally.application.port.out.UndecodableException");
        assertThat(letter.rejection().topic()).isEqualTo(trial.input());
        assertThat(letter.rejection().partition()).isEqualTo(number / records.size());
        assertThat(letter.rejection().offset()).isEqualTo(1 + 3L * (number % records.size()));
        assertThat(letter.rejection().reason()).startsWith("not category;behavior: '");
      }
    }
  }

  @Test
  void skippedRecordsAreCountedAndNotKept() throws InterruptedException {
    try (var trial = behaviors(1)) {
      trial.onRejected(OnRejected.SKIP, RejectLimit.NONE);
      trial.append(Corpus.empty(1).add(0, "books;view").add(0, "bad").add(0, "books;view"));

      RunReport report = trial.runToEnd(StartPosition.COMMITTED, 1);

      assertThat(report.failure()).isNull();
      assertThat(report.accounting()).isEqualTo(new Accounting(3, 2, 0, 1, 0, 0));
      assertThat(trial.deadLetters()).isEmpty();
    }
  }

  @Test
  void firstRejectedRecordEndsARunThatIsToFailAndTheNextGoesOnWithIt() throws InterruptedException {
    Corpus corpus =
        BehaviorCorpora.some(700, 1, 21).add(0, "one day").then(BehaviorCorpora.some(9, 1, 22));
    try (var trial = behaviors(1)) {
      trial.onRejected(OnRejected.FAIL, RejectLimit.NONE);
      trial.append(corpus);

      RunReport failed = trial.runToEnd(StartPosition.COMMITTED, 1);
      assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
      assertRefused(
          failed.failure(),
          "Stopped before a record that is no event: topic %s, partition 0, offset 700: not category;behavior: 'one day'"
              .formatted(trial.input()));
      assertThat(failed.accounting().rejected()).isZero();

      trial.decodeWith(new OneDayLines());
      RunReport mended = trial.runToEnd(StartPosition.COMMITTED, 1);
      assertThat(mended.failure()).isNull();
      assertThat(mended.accounting()).isEqualTo(new Accounting(710, 710, 0, 0, 0, 0));
      SortedMap<String, String> table = trial.table();
      assertThat(table.get("one;day")).startsWith("1;");
      assertThat(table.values().stream().mapToLong(RowAssertions::countOf).sum()).isEqualTo(710);
    }
  }

  @Test
  void moreRejectedThanTheLimitEndTheRun() throws InterruptedException {
    try (var trial = behaviors(2)) {
      trial.append(BehaviorCorpora.some(40, 2, 23).then(bad(30)));

      trial.keepRejected(RejectLimit.of("59"));
      RunReport failed = trial.runToEnd(StartPosition.EARLIEST, 2);
      assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
      assertRefused(
          failed.failure(), "60 of 100 records read were rejected, more than the limit of 59.");
      assertThat(trial.deadLetters()).hasSize(60);

      trial.keepRejected(RejectLimit.of("60"));
      RunReport accepted = trial.runToEnd(StartPosition.EARLIEST, 2);
      assertThat(accepted.failure()).isNull();
      assertThat(accepted.accounting()).isEqualTo(new Accounting(100, 40, 0, 60, 0, 0));

      trial.onRejected(OnRejected.SKIP, RejectLimit.of("59.9%"));
      RunReport share = trial.runToEnd(StartPosition.EARLIEST, 2);
      assertRefused(
          share.failure(), "60 of 100 records read were rejected, more than the limit of 59.9%.");
    }
  }

  @Test
  void shareIsNotJudgedByTheFirstRecords() throws InterruptedException {
    try (var trial = behaviors(1)) {
      trial.keepRejected(RejectLimit.of("10%"));
      RunningJob job = trial.runForever(StartPosition.EARLIEST, 1);
      trial.append(bad(1, 500));
      eventually(() -> assertThat(trial.deadLetters()).hasSize(500));
      eventually(() -> assertThat(job.progress().accounting().rejected()).isEqualTo(500));
      assertThat(job.progress().status()).isNotEqualTo(JobStatus.FAILED);

      trial.append(bad(1, 500));
      RunReport ended = job.await();
      assertThat(ended.status()).isEqualTo(JobStatus.FAILED);
      assertRefused(
          ended.failure(), "1000 of 1000 records read were rejected, more than the limit of 10%.");

      // They are behind the next run, which is judged by what it reads itself.
      trial.append(BehaviorCorpora.some(10, 1, 24));
      RunReport next = trial.runToEnd(StartPosition.COMMITTED, 1);
      assertThat(next.failure()).isNull();
      assertThat(next.accounting()).isEqualTo(new Accounting(1_010, 10, 0, 1_000, 0, 0));
      assertThat(trial.deadLetters()).hasSize(1_000);
    }
  }

  private static void assertRefused(@Nullable Throwable failure, String firstLine) {
    assertThat(failure).isInstanceOf(TallyException.class);
    TallyException refused = (TallyException) failure;
    assertThat(refused).isNotNull();
    assertThat(refused.problem()).isEqualTo(Problem.DATA);
    assertThat(refused.getMessage()).startsWith(firstLine + System.lineSeparator());
  }

  private static void assertSame(List<RecordHeader> actual, List<RecordHeader> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).name()).isEqualTo(expected.get(i).name());
      assertThat(actual.get(i).value()).isEqualTo(expected.get(i).value());
    }
  }

  private static Corpus bad(int perPartition) {
    return bad(2, perPartition);
  }

  private static Corpus bad(int partitions, int perPartition) {
    Corpus corpus = Corpus.empty(partitions);
    for (int number = 0; number < partitions * perPartition; number++) {
      corpus.add(number % partitions, "bad " + number);
    }
    return corpus;
  }

  private static KeptRecord record(
      byte @Nullable [] key, byte @Nullable [] value, RecordHeader... headers) {
    return new KeptRecord(key, value, Arrays.asList(headers), SENT_AT);
  }

  private static RecordHeader header(String name, String value) {
    return new RecordHeader(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A format that has learned to read what the one before rejected. */
  private record OneDayLines() implements DecoderFactory<BehaviorEvent> {

    @Override
    public Decoder<BehaviorEvent> create() {
      Decoder<BehaviorEvent> before = new BehaviorLines().create();
      return (bytes, offset, length) ->
          new String(bytes, offset, length, StandardCharsets.UTF_8).equals("one day")
              ? new BehaviorEvent("one", "day")
              : before.decode(bytes, offset, length);
    }
  }
}
