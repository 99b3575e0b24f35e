package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps as numbers, with the platform's calendar and zones as the judge. */
final class TimestampTextTest {

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"})
  void readsLocalTimesOfAnyOrderAsThePlatformDoes(String zone) {
    TimestampText timestamps = new TimestampText(new LocalOffsets(ZoneId.of(zone)));
    Random random = new Random(11);
    LocalDateTime time = LocalDateTime.of(2025, 1, 1, 0, 0);
    for (int i = 0; i < 40_000; i++) {
      time =
          i % 50 == 0
              ? LocalDateTime.of(1850 + random.nextInt(300), 1, 1, 0, 0)
                  .plusMinutes(random.nextInt(366 * 24 * 60))
              : time.plusMinutes(random.nextInt(4 * 24 * 60) - 2 * 24 * 60);
      assertReadAsThePlatformDoes(
          time.withNano(random.nextInt(1_000) * 1_000_000), zone, timestamps);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"})
  void readsEveryMinuteAroundClockChangesAsThePlatformDoes(String zone) {
    for (int step : new int[] {7, -11}) {
      TimestampText timestamps = new TimestampText(new LocalOffsets(ZoneId.of(zone)));
      LocalDateTime time = LocalDateTime.of(2025, step < 0 ? 12 : 3, 1, 0, 0);
      while (time.getYear() == 2025 && time.getMonthValue() >= 3) {
        assertReadAsThePlatformDoes(time, zone, timestamps);
        time = time.plusMinutes(step);
      }
    }
  }

  @Test
  void knowsTheLengthOfEachMonth() {
    TimestampText timestamps = new TimestampText(LocalOffsets.UTC);
    for (int year : new int[] {0, 4, 100, 400, 1900, 2000, 2023, 2024, 2100, 9999}) {
      for (int month = 0; month <= 13; month++) {
        for (int day = 0; day <= 32; day++) {
          boolean exists = month >= 1 && month <= 12 && YearMonth.of(year, month).isValidDay(day);
          byte[] text = "%04d-%02d-%02d 12:00:00".formatted(year, month, day).getBytes(US_ASCII);
          assertThat(timestamps.epochMillis(text, 0, text.length) != TimestampText.NONE)
              .as("%d-%d-%d", year, month, day)
              .isEqualTo(exists);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-04-21 14:08:3",
        "2025-04-21 24:00:00",
        "2025-04-21 14:60:00",
        "2025-04-21 14:08:60",
        "2025-04-21_14:08:35",
        "2025/04/21 14:08:35",
        "2025-04-21 14.08.35",
        "2025-04-21 14:08:35.",
        "2025-04-21 14:08:35.1234567890",
        "2025-04-21 14:08:35z",
        "2025-04-21 14:08:35ZZ",
        "2025-04-21 14:08:35+9:00",
        "2025-04-21 14:08:35+0900",
        "2025-04-21 14:08:35+09:60",
        "2025-04-21 14:08:35+18:01",
        "2025-04-21 14:08:35-18:01",
        "2025-04-21 14:08:35 +09:00",
        "-025-04-21 14:08:35",
        "2o25-04-21 14:08:35",
        "2025-04-21 14:08:3:",
        "2025-04-21 14:08:60.000",
        "2025-04-21 14:08:99.999",
        "2025-04-21 14:08:3:.123",
        "2025-04-21 14:08:35,123",
        "2025-04-21 14:08:35/123",
        "2025-04-21 14:08:35.12/",
        "2025-04-21 14:08:35.12:",
        "2025-04-21 14:08: 5.123",
        "2025-04-21 14:08:35.1 3",
        "2025-04-21 14:08;35.123",
      })
  void refusesWhatIsNoTimestamp(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    TimestampText timestamps = new TimestampText(LocalOffsets.UTC);
    byte[] before = "2025-04-21 14:08:35".getBytes(US_ASCII);

    assertThat(timestamps.epochMillis(bytes, 0, bytes.length)).isEqualTo(TimestampText.NONE);
    assertThat(timestamps.epochMillis(before, 0, before.length)).isNotEqualTo(TimestampText.NONE);
    assertThat(timestamps.epochMillis(bytes, 0, bytes.length)).isEqualTo(TimestampText.NONE);
    assertThat(timestamps.epochMillis(quoted(text), 1, bytes.length)).isEqualTo(TimestampText.NONE);
  }

  @Test
  void refusesEveryByteThatBelongsNowhereBehindTheMinute() {
    TimestampText timestamps = new TimestampText(LocalOffsets.UTC);
    for (int at = "2025-04-21 14:08".length(); at < "2025-04-21 14:08:35.123".length(); at++) {
      for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
        byte[] text = quoted("2025-04-21 14:08:05.123");
        byte before = text[1 + at];
        text[1 + at] = (byte) b;
        boolean isDigit = b >= '0' && b <= (at == 17 ? '5' : '9');
        boolean isZone = at == 22 && b == 'Z';

        assertThat(timestamps.epochMillis(text, 1, text.length - 2) != TimestampText.NONE)
            .as("%d at %d", b, at)
            .isEqualTo(b == before || (Character.isDigit(before) && (isDigit || isZone)));
      }
    }
  }

  @Test
  void refusesNothingsThatLookLikeNothingRemembered() {
    byte[] nothings = new byte[16 + 3];
    nothings[16] = ':';
    nothings[17] = '0';
    nothings[18] = '0';

    assertThat(new TimestampText(LocalOffsets.UTC).epochMillis(nothings, 0, nothings.length))
        .isEqualTo(TimestampText.NONE);
  }

  @Test
  void readsMillisecondsOfSharedAndOfOtherMinutesAsThePlatformDoes() {
    TimestampText timestamps = new TimestampText(new LocalOffsets(ZoneId.of("Europe/Berlin")));
    LocalDateTime time = LocalDateTime.of(2024, 12, 31, 22, 50);
    for (int i = 0; i < 40_000; i++) {
      time = time.plusNanos((i % 7 == 0 ? 9_999 : 103) * 1_000_000L);
      assertReadAsThePlatformDoes(time, "Europe/Berlin", timestamps);
    }
  }

  private static void assertReadAsThePlatformDoes(
      LocalDateTime time, String zone, TimestampText timestamps) {
    byte[] text = WRITTEN.format(time).getBytes(US_ASCII);
    ZoneOffset offset = ZoneId.of(zone).getRules().getOffset(time);

    long expected = time.toInstant(offset).toEpochMilli();
    assertThat(timestamps.epochMillis(text, 0, text.length))
        .as("%s in %s", time, zone)
        .isEqualTo(expected);
    assertThat(timestamps.epochMillis(quoted(WRITTEN.format(time)), 1, text.length))
        .as("%s in %s, quoted", time, zone)
        .isEqualTo(expected);
  }

  private static byte[] quoted(String text) {
    return ('"' + text + '"').getBytes(US_ASCII);
  }
}
