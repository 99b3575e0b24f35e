package dev.tally.bootstrap.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Progress;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusNotesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long TIME = Instant.parse("2025-04-21T14:08:35Z").toEpochMilli();

  @Test
  void watermarkIsShownInTheZone() {
    assertThat(
            new WatermarkNote("t", ZoneId.of("Asia/Seoul"))
                .text(progress(1, TIME, OptionalInt.of(1)), 0))
        .contains("watermark 2025-04-21 23:08:35");
  }

  @Test
  void watermarkThatStandsStillSaysWhatItWaitsFor() {
    WatermarkNote note = new WatermarkNote("test-topic", ZoneOffset.UTC);
    note.text(progress(1, TIME, OptionalInt.of(1)), 0);

    assertThat(note.text(progress(1, TIME, OptionalInt.of(1)), 2 * SECOND))
        .contains("watermark 2025-04-21 14:08:35");
    assertThat(note.text(progress(1, TIME, OptionalInt.of(1)), 3 * SECOND))
        .contains("watermark 2025-04-21 14:08:35, waits for test-topic partition 1");
    assertThat(note.text(progress(1, TIME, OptionalInt.empty()), 4 * SECOND))
        .contains(
            "watermark 2025-04-21 14:08:35, stands still: no partition of test-topic is sending");
    assertThat(note.text(progress(1, TIME + 1_000, OptionalInt.of(1)), 5 * SECOND))
        .contains("watermark 2025-04-21 14:08:36");
  }

  @Test
  void watermarkOfAnEngineThatHasYetToReadSaysNothingOfPartitions() {
    WatermarkNote note = new WatermarkNote("t", ZoneOffset.UTC);
    note.text(progress(0, Watermark.NONE, OptionalInt.empty(), OptionalLong.of(7)), 0);

    assertThat(
            note.text(
                progress(0, Watermark.NONE, OptionalInt.empty(), OptionalLong.of(7)), 9 * SECOND))
        .contains("watermark none yet");
  }

  @Test
  void watermarkBeforeTheFirstEventAndAtTheEndIsSaid() {
    WatermarkNote note = new WatermarkNote("t", ZoneOffset.UTC);

    assertThat(note.text(progress(0, Watermark.NONE, OptionalInt.of(0)), 0))
        .contains("watermark none yet");
    assertThat(note.text(progress(0, Watermark.NONE, OptionalInt.of(0)), 9 * SECOND))
        .contains("watermark none yet, waits for t partition 0");
    assertThat(note.text(progress(0, Watermark.END_OF_INPUT, OptionalInt.empty()), 10 * SECOND))
        .contains("watermark at the end of input");
    assertThat(note.text(progress(0, Watermark.END_OF_INPUT, OptionalInt.empty()), 20 * SECOND))
        .contains("watermark at the end of input");
  }

  @Test
  void jobAtTheLatestRecordSaysWhyItShowsNothing() {
    NothingArrivedNote note = new NothingArrivedNote();

    assertThat(note.text(progress(0, Watermark.NONE, OptionalInt.empty()), 0)).isEmpty();
    assertThat(note.text(progress(0, Watermark.NONE, OptionalInt.empty()), 2 * SECOND))
        .contains(
            "nothing new has arrived, and --from latest leaves out what was there: --from earliest reads it");
    assertThat(note.text(progress(1, Watermark.NONE, OptionalInt.empty()), 3 * SECOND)).isEmpty();
  }

  private static Progress progress(long read, long watermark, OptionalInt holder) {
    return progress(read, watermark, holder, OptionalLong.empty());
  }

  private static Progress progress(
      long read, long watermark, OptionalInt holder, OptionalLong lag) {
    return new Progress(
        JobStatus.RUNNING,
        new Accounting(read, read, 0, 0, 0, 0),
        lag,
        watermark,
        holder,
        List.of());
  }
}
