package dev.tally.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TumblingWindowsTest {

  private static final long MIN = Long.MIN_VALUE;
  private static final long MAX = Long.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({
    "60000, 0, 0, 60000",
    "60000, 59999, 0, 60000",
    "60000, 60000, 60000, 120000",
    "60000, -1, -60000, 0",
    "60000, -60000, -60000, 0",
    "60000, -60001, -120000, -60000",
    "60000, 1745244645123, 1745244600000, 1745244660000",
    "7000, 6999, 0, 7000",
    "7000, 7000, 7000, 14000",
    "7000, -1, -7000, 0",
    "90001, 90000, 0, 90001",
    "90001, 90001, 90001, 180002",
    "1, 42, 42, 43",
    "1, -42, -42, -41",
  })
  void eachTimestampLiesInOneWindow(long size, long timestamp, long start, long end) {
    TumblingWindows<Long> windows = windows(size, 0, 0);

    assertThat(windows.windowStartOf(timestamp)).isEqualTo(start);
    assertThat(windows.windowStartingAt(start)).isEqualTo(new Window(start, end));
  }

  @ParameterizedTest
  @MethodSource("sizesAndTimestamps")
  void windowsAreCutOffWhereTheRangeEnds(long size, long timestamp) {
    TumblingWindows<Long> windows = windows(size, 0, 0);

    Window window = windows.windowStartingAt(windows.startOf(timestamp));

    BigInteger[] exact = exactWindow(size, timestamp);
    assertThat(window.start()).isEqualTo(clamp(exact[0]));
    assertThat(window.end()).isEqualTo(clamp(exact[1]));
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "10"})
  void lastInstantOfAllLiesInTheWindowBeforeIt(long size) {
    TumblingWindows<Long> windows = windows(size, 0, 0); // no window could end after it

    assertThat(windows.startOf(MAX)).isEqualTo(windows.startOf(MAX - 1));
    assertThat(windows.windowStartingAt(windows.startOf(MAX)).end()).isEqualTo(MAX);
  }

  @ParameterizedTest
  @CsvSource({
    "-9223372036854775808, OPEN",
    "59999, OPEN",
    "60000, CLOSED",
    "659999, CLOSED",
    "660000, FINAL",
    "9223372036854775807, FINAL",
  })
  void watermarkSettlesTheWindowOfTheFirstMinute(long watermark, WindowState state) {
    TumblingWindows<Long> windows = windows(60_000, 60_000, 600_000);

    assertThat(windows.stateOf(0, watermark)).isEqualTo(state);
    assertThat(windows.isFinal(0, watermark)).isEqualTo(state == WindowState.FINAL);
    assertThat(windows.endOf(0)).isEqualTo(60_000);
    assertThat(windows.finalAt(0)).isEqualTo(660_000);
  }

  @Test
  void withoutLatenessAClosedWindowIsFinal() {
    assertThat(windows(10, 0, 0).stateOf(0, 9)).isEqualTo(WindowState.OPEN);
    assertThat(windows(10, 0, 0).stateOf(0, 10)).isEqualTo(WindowState.FINAL);
  }

  @Test
  void windowsAtTheEndOfTheRangeAreFinalWithTheEndOfInputOnly() {
    TumblingWindows<Long> windows = windows(10, 0, 600_000);
    long last = windows.startOf(MAX);
    long lastButSome = windows.startOf(MAX - 100);

    assertThat(windows.stateOf(last, MAX - 1)).isEqualTo(WindowState.OPEN);
    assertThat(windows.stateOf(last, MAX)).isEqualTo(WindowState.FINAL);
    assertThat(windows.stateOf(lastButSome, MAX - 1)).isEqualTo(WindowState.CLOSED);
    assertThat(windows.stateOf(lastButSome, MAX)).isEqualTo(WindowState.FINAL);
  }

  @Test
  void firstWindowOfAllIsOpenUntilItsEnd() {
    TumblingWindows<Long> windows = windows(10, 0, 0);
    long end = MIN + 8; // -9223372036854775800

    assertThat(windows.stateOf(MIN, Watermark.NONE)).isEqualTo(WindowState.OPEN);
    assertThat(windows.stateOf(MIN, end - 1)).isEqualTo(WindowState.OPEN);
    assertThat(windows.stateOf(MIN, end)).isEqualTo(WindowState.FINAL);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 40",
    "0, -60",
    "-9223372036854775748, -9223372036854775808",
    "-9223372036854775749, -9223372036854775808",
    "-9223372036854775808, -9223372036854775808",
    "9223372036854775807, 9223372036854775747",
  })
  void watermarkStaysTheDelayBehindTheNewest(long newest, long watermark) {
    assertThat(windows(10, 60, 0).watermarkAfter(newest)).isEqualTo(watermark);
  }

  @ParameterizedTest
  @CsvSource({
    "105, 100, false",
    "106, 100, true",
    "-95, -100, false",
    "-94, -100, true",
    "9223372036854775807, 9223372036854775803, false",
    "9223372036854775807, 9223372036854775801, true",
    "-9223372036854775808, -9223372036854775808, false",
  })
  void timestampBeyondTheSkewIsInTheFuture(long timestamp, long now, boolean future) {
    TumblingWindows<Long> windows = new TumblingWindows<>(time -> time, 10, 0, 0, 5, 1);

    assertThat(windows.isFuture(timestamp, now)).isEqualTo(future);
  }

  @Test
  void usualAllowances() {
    EventTime<Long> eventTime = time -> time;

    assertThat(TumblingWindows.of(eventTime, Duration.ofMinutes(1)))
        .isEqualTo(new TumblingWindows<>(eventTime, 60_000, 60_000, 600_000, 300_000, 10_000));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 1, window size must be at least 1 ms: 0 ms",
    "1, -1, 0, 0, 1, watermark delay must be at least 0 ms: -1 ms",
    "1, 0, -2, 0, 1, allowed lateness must be at least 0 ms: -2 ms",
    "1, 0, 0, -3, 1, maximum future skew must be at least 0 ms: -3 ms",
    "1, 0, 0, 0, 0, idle time must be at least 1 ms: 0 ms",
  })
  void spansThatCannotBeAreRefused(
      long size, long delay, long lateness, long skew, long idle, String message) {
    assertThatThrownBy(
            () -> new TumblingWindows<Long>(time -> time, size, delay, lateness, skew, idle))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> sizesAndTimestamps() {
    return LongStream.of(1, 7, 10, 60_000, 90_001, MAX - 1, MAX)
        .boxed()
        .flatMap(
            size ->
                LongStream.of(MIN, MIN + 1, MIN + 100_000, -1, 0, 1, MAX - 100_000, MAX - 1)
                    .mapToObj(timestamp -> Arguments.of(size, timestamp)));
  }

  private static BigInteger[] exactWindow(long size, long timestamp) {
    BigInteger exactSize = BigInteger.valueOf(size);
    BigInteger exact = BigInteger.valueOf(timestamp);
    BigInteger start = exact.subtract(exact.mod(exactSize));
    return new BigInteger[] {start, start.add(exactSize)};
  }

  private static long clamp(BigInteger instant) {
    return instant.max(BigInteger.valueOf(MIN)).min(BigInteger.valueOf(MAX)).longValueExact();
  }

  private static TumblingWindows<Long> windows(long size, long delay, long lateness) {
    return new TumblingWindows<>(time -> time, size, delay, lateness, 0, 1);
  }
}
