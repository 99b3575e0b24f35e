package dev.tally.bootstrap.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Progress;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void statusLineSaysStatusRateReadAndLag() {
    StatusLine line = new StatusLine("behavior-counts on flink");

    assertThat(line.line(progress(0, 0, OptionalLong.empty()), 0))
        .isEqualTo("behavior-counts on flink  RUNNING  0.0/s  read 0  lag ?");
    assertThat(line.line(progress(24_690, 0, OptionalLong.of(1_000)), 2 * SECOND))
        .isEqualTo("behavior-counts on flink  RUNNING  12,345/s  read 24,690  lag 1,000");
  }

  @Test
  void statusLineSaysWhatWentWrongWhereSomethingDid() {
    StatusLine line = new StatusLine("job");

    assertThat(line.line(progress(10, 3, OptionalLong.of(0)), 0))
        .isEqualTo("job  RUNNING  0.0/s  read 10  lag 0  rejected 3");
  }

  @Test
  void rateIsThatOfTheLastSeconds() {
    RateMeter meter = new RateMeter();
    meter.update(0, 0);
    for (int second = 1; second <= 10; second++) {
      meter.update(second * SECOND, second * 1_000L);
    }

    assertThat(meter.update(20 * SECOND, 10_000)).isZero();
    assertThat(meter.update(21 * SECOND, 10_500)).isEqualTo(500);
  }

  @Test
  void progressBarFills() {
    assertThat(ProgressBar.line(0, 1_000, 0))
        .isEqualTo("[..............................] 0/1,000  0.0/s");
    assertThat(ProgressBar.line(500, 1_000, 10))
        .isEqualTo("[###############...............] 500/1,000  10/s  50 s left");
    assertThat(ProgressBar.line(100, 1_000, 9.9))
        .isEqualTo("[###...........................] 100/1,000  9.9/s  1 min 31 s left");
    assertThat(ProgressBar.line(1_000, 1_000, 10))
        .isEqualTo("[##############################] 1,000/1,000  10/s");
    assertThat(ProgressBar.line(0, 0, 0)).isEqualTo("[##############################] 0/0  0.0/s");
  }

  private static Progress progress(long read, long rejected, OptionalLong lag) {
    return new Progress(
        JobStatus.RUNNING,
        new Accounting(read, read - rejected, 0, rejected, 0, 0),
        lag,
        Watermark.NONE,
        OptionalInt.empty(),
        List.of());
  }
}
