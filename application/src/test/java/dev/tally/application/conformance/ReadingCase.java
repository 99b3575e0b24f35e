package dev.tally.application.conformance;

import dev.tally.domain.sample.Reading;
import dev.tally.domain.time.TumblingWindows;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Readings for a bounded run, the rules of time they are judged by, and how many workers run it.
 *
 * @param name what it probes
 */
record ReadingCase(String name, Corpus corpus, TumblingWindows<Reading> rules, int parallelism) {

  static final long NOW = 1_745_244_645_123L; // 2025-04-21T14:10:45.123Z

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long START = 1_745_222_400_000L; // 2025-04-21T08:00:00Z
  private static final long NEVER_IDLE = HOUR;

  /** Windows of a minute, a minute's delay, ten minutes' lateness, five minutes' skew. */
  static final TumblingWindows<Reading> MINUTES =
      new TumblingWindows<>(
          Reading::timestamp, MINUTE, MINUTE, 10 * MINUTE, 5 * MINUTE, NEVER_IDLE);

  /** Windows of an odd length; every window is final the moment it is closed. */
  private static final TumblingWindows<Reading> STRICT =
      new TumblingWindows<>(Reading::timestamp, 90_001, 0, 0, 0, NEVER_IDLE);

  /** Returns all of them. */
  static Stream<ReadingCase> all() {
    return Stream.of(
        inOrder(),
        outOfOrder(),
        beyondTheLateness(),
        edges(),
        anHourBehind(),
        aDayAhead(),
        manyKeys(),
        untidy(),
        new ReadingCase("no input", Corpus.empty(2), MINUTES, 2),
        new ReadingCase("a single event", Corpus.empty(3).add(1, "north", 1, -5, 0), MINUTES, 4));
  }

  private static ReadingCase inOrder() {
    Corpus corpus = Corpus.empty(1);
    for (int number = 0; number < 300; number++) {
      corpus.add(0, station(number), number % 2, number - 150, START + 7 * SECOND * number);
    }
    return new ReadingCase("in order", corpus, MINUTES, 1);
  }

  // First within the delay; then so late that closed windows are revised, but none that is final.
  private static ReadingCase outOfOrder() {
    Corpus corpus = Corpus.empty(2);
    Random random = new Random(7);
    for (int number = 0; number < 2_000; number++) {
      long spread = number < 1_000 ? MINUTE : 10 * MINUTE;
      long timestamp = START + 3 * SECOND * number - random.nextLong(spread);
      corpus.add(number % 2, station(number / 2), 1, random.nextInt(), timestamp);
    }
    return new ReadingCase("out of order within the lateness", corpus, MINUTES, 2);
  }

  private static ReadingCase beyondTheLateness() {
    Corpus corpus = Corpus.empty(2);
    for (int number = 0; number < 2_000; number++) {
      long timestamp = START + 5 * SECOND * number;
      long behind = number % 10 == 9 ? HOUR : 0;
      corpus.add(number % 3 % 2, station(number), 1, number, timestamp - behind);
    }
    return new ReadingCase("beyond the lateness", corpus, MINUTES, 2);
  }

  private static ReadingCase edges() {
    Corpus corpus = Corpus.empty(2);
    long size = STRICT.size();
    for (long window : new long[] {-690_000_000, -3, -2, -1, 0, 1, 2, 19_000_000}) {
      long start = window * size;
      for (long timestamp : new long[] {start, start, start + 1, start + size - 1}) {
        corpus.add(0, "north", 1, 1, timestamp).add(1, "north", 1, 10, timestamp);
      }
    }
    return new ReadingCase("window edges and negative time", corpus, STRICT, 4);
  }

  private static ReadingCase anHourBehind() {
    Corpus corpus = Corpus.empty(3);
    for (int number = 0; number < 1_000; number++) {
      long timestamp = START + 4 * SECOND * number;
      corpus.add(0, station(number), 1, number, timestamp);
      corpus.add(1, station(number), 1, -number, timestamp - HOUR);
    }
    return new ReadingCase("one partition an hour behind, one empty", corpus, MINUTES, 2);
  }

  // The last event lies just within the skew and may move the watermark as far as that.
  private static ReadingCase aDayAhead() {
    Corpus corpus = Corpus.empty(2);
    for (int number = 0; number < 500; number++) {
      for (int partition = 0; partition < 2; partition++) {
        corpus.add(partition, station(number), 1, 1, START + number * SECOND);
        if (number == 100 + partition) {
          corpus.add(partition, "ahead", 1, 1, NOW + 24 * HOUR);
          corpus.add(partition, "ahead", 2, 1, NOW + 5 * MINUTE + 1);
        }
      }
    }
    corpus.add(0, "ahead", 3, 1, NOW + 5 * MINUTE);
    return new ReadingCase("events in the future", corpus, MINUTES, 2);
  }

  private static ReadingCase manyKeys() {
    Corpus corpus = Corpus.empty(3);
    for (int number = 0; number < 24_000; number++) {
      int station = number % 20_000;
      corpus.add(number % 7 % 3, "station " + station, station % 5, number, START + number);
    }
    return new ReadingCase("20,000 keys", corpus, MINUTES, 2);
  }

  private static ReadingCase untidy() {
    Corpus corpus = Corpus.empty(1).add(0, null).add(0, "").add(0, "north;1;5");
    for (int number = 0; number < 20; number++) {
      corpus.add(0, "관측소", -1, number, START + number);
      corpus.add(0, number % 4 == 0 ? null : "north;one;" + number + ";" + START);
    }
    return new ReadingCase("undecodable records and tombstones", corpus, MINUTES, 1);
  }

  private static String station(int number) {
    return "station " + number % 3;
  }

  @Override
  public String toString() {
    return name + ", " + corpus.size() + " partitions, parallelism " + parallelism;
  }
}
