package dev.tally.application.port.out;

import dev.tally.domain.message.Message;
import dev.tally.domain.message.MessageEvent;
import dev.tally.domain.message.MessageWindow;
import java.time.ZoneId;
import java.util.function.Function;

/** The bytes of messages and of their windows on topics. */
public interface MessageFormats {

  /**
   * Returns the decoder of input records.
   *
   * @param zone the zone of timestamps that name none. A local time that a clock change skips is
   *     moved on by the gap; one that it repeats is the earlier of the two
   */
  DecoderFactory<MessageEvent> decoder(ZoneId zone);

  /**
   * Returns the encoder of generated input records.
   *
   * @param zone the zone in which timestamps, which name none, are written
   */
  Function<Message, byte[]> messageEncoder(ZoneId zone);

  /**
   * Returns the encoder of result rows.
   *
   * @param zone the zone in which times are shown
   */
  ResultEncoder<MessageWindow> resultEncoder(ZoneId zone);
}
