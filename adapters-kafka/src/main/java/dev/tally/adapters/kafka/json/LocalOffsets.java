package dev.tally.adapters.kafka.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The offsets of a zone by local time. It remembers between which two clock changes the last one
 * lay, since neighbouring records mostly share it. A local time that a clock change skips has the
 * offset before it, and so is moved on by the gap; one that it repeats too, and so is the earlier
 * of the two. Used by one thread, save those of UTC.
 */
final class LocalOffsets {

  /** The offsets of UTC, for any thread: there is nothing to look up. */
  static final LocalOffsets UTC = new LocalOffsets(ZoneOffset.UTC);

  private final ZoneRules rules;
  private long from;
  private long to;
  private int offset;

  /** Knows the clock changes of a zone. */
  LocalOffsets(ZoneId zone) {
    rules = zone.getRules();
    if (rules.isFixedOffset()) {
      remember(Long.MIN_VALUE, Long.MAX_VALUE, rules.getOffset(Instant.EPOCH).getTotalSeconds());
    }
  }

  /**
   * Returns the offset in seconds.
   *
   * @param local seconds since 1970-01-01T00:00 by the zone's clocks
   */
  int at(long local) {
    return local >= from && local < to ? offset : lookUp(local);
  }

  private int lookUp(long local) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    int found = rules.getOffset(time).getTotalSeconds();
    if (rules.getTransition(time) == null) { // while clocks change it is looked up each time
      Instant instant = Instant.ofEpochSecond(local - found);
      ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
      ZoneOffsetTransition next = rules.nextTransition(instant);
      remember(
          last == null ? Long.MIN_VALUE : last.getInstant().getEpochSecond() + latest(last),
          next == null ? Long.MAX_VALUE : next.getInstant().getEpochSecond() + earliest(next),
          found);
    }
    return found;
  }

  private void remember(long newFrom, long newTo, int newOffset) {
    from = newFrom;
    to = newTo;
    offset = newOffset;
  }

  private static int latest(ZoneOffsetTransition change) {
    return Math.max(
        change.getOffsetBefore().getTotalSeconds(), change.getOffsetAfter().getTotalSeconds());
  }

  private static int earliest(ZoneOffsetTransition change) {
    return Math.min(
        change.getOffsetBefore().getTotalSeconds(), change.getOffsetAfter().getTotalSeconds());
  }
}
