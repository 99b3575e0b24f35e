package dev.tally.bootstrap.console;

import dev.tally.application.port.Progress;
import dev.tally.domain.time.Watermark;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The watermark of a windowed job and, where it stands still, what it waits for. */
public final class WatermarkNote implements StatusNote {

  private static final long STANDING_NANOS = 3_000_000_000L;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final String topic;
  private final DateTimeFormatter format;
  private boolean begun;
  private long watermark;
  private long since;

  /**
   * Begins.
   *
   * @param topic the input
   * @param zone the zone in which the watermark is shown
   */
  public WatermarkNote(String topic, ZoneId zone) {
    this.topic = topic;
    this.format = SECONDS.withZone(zone);
  }

  @Override
  public Optional<String> text(Progress progress, long nanos) {
    if (!begun || progress.watermark() != watermark) {
      begun = true;
      watermark = progress.watermark();
      since = nanos;
    }
    boolean stands = nanos - since >= STANDING_NANOS && watermark != Watermark.END_OF_INPUT;
    return Optional.of("watermark " + shown() + (stands ? waiting(progress) : ""));
  }

  private String shown() {
    if (watermark == Watermark.NONE) {
      return "none yet";
    }
    return watermark == Watermark.END_OF_INPUT
        ? "at the end of input"
        : format.format(Instant.ofEpochMilli(watermark));
  }

  private String waiting(Progress progress) {
    if (progress.watermarkHolder().isPresent()) {
      return ", waits for %s partition %d".formatted(topic, progress.watermarkHolder().getAsInt());
    }
    // With records still to be read it is the engine that has not come that far.
    return progress.lag().orElse(0) == 0
        ? ", stands still: no partition of %s is sending".formatted(topic)
        : "";
  }
}
