package dev.tally.adapters.kafka.json;

import dev.tally.domain.message.MessageEvent;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the usual shape, see {@link PlainObject}. It checks everything that {@link
 * MessageEventReader} would, allocates nothing but the event, and leaves every other record to
 * that. Used by one thread.
 */
final class PlainMessageScanner {

  private static final int ID = 0;
  private static final int TIMESTAMP = 2;

  private final PlainObject object = new PlainObject("id", "message", "timestamp");
  private final TimestampText timestamps;

  /** Reads timestamps that name no zone in this one. */
  PlainMessageScanner(ZoneId zone) {
    this.timestamps = new TimestampText(new LocalOffsets(zone));
  }

  /** Returns the event; null where the record is not of the usual shape, right or wrong. */
  @Nullable MessageEvent scan(byte[] bytes, int offset, int length) {
    long timestamp = TimestampText.NONE;
    object.start(bytes, offset, length);
    for (int field = object.nextField(); field != PlainObject.END; field = object.nextField()) {
      if (field == PlainObject.NOT_USUAL) {
        return null;
      }
      if (field == TIMESTAMP) {
        timestamp = object.readTimestamp(timestamps);
        if (timestamp == TimestampText.NONE) {
          return null;
        }
      } else if (!(field == ID ? object.readWholeNumber() : object.skipText())) {
        return null;
      }
    }
    return timestamp == TimestampText.NONE ? null : new MessageEvent(timestamp);
  }
}
