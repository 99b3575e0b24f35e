package dev.tally.adapters.kafka.json;

import dev.tally.domain.behavior.BehaviorEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads user behavior events of the usual shape, see {@link PlainObject}. It checks everything that
 * {@link BehaviorEventReader} would, allocates nothing but the event, and leaves every other record
 * to that. Used by one thread.
 */
final class PlainEventScanner {

  private static final int CATEGORY = 2;
  private static final int BEHAVIOR = 3;
  private static final int TIME = 4;

  private final PlainObject object =
      new PlainObject("user_id", "item_id", "category", "behavior", "ts");
  private final TextCache texts = new TextCache();
  private final TimestampText timestamps = new TimestampText(LocalOffsets.UTC);

  /** Returns the event; null where the record is not of the usual shape, right or wrong. */
  @Nullable BehaviorEvent scan(byte[] bytes, int offset, int length) {
    String category = null;
    String behavior = null;
    object.start(bytes, offset, length);
    for (int field = object.nextField(); field != PlainObject.END; field = object.nextField()) {
      boolean isRight =
          switch (field) {
            case PlainObject.NOT_USUAL -> false;
            case TIME -> object.readTimestamp(timestamps) != TimestampText.NONE;
            default -> object.readText();
          };
      if (!isRight) {
        return null;
      }
      if (field == CATEGORY) {
        category = object.text(texts);
      } else if (field == BEHAVIOR) {
        behavior = object.text(texts);
      }
    }
    return category != null && behavior != null ? new BehaviorEvent(category, behavior) : null;
  }
}
