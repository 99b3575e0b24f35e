package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tally.domain.message.Message;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * Writes messages as the original generator did.
 *
 * @param zone the zone in which timestamps are written, without its name
 */
record MessageEncoder(ZoneId zone) implements Function<Message, byte[]>, Serializable {

  private static final byte[] ID = "{\"id\":".getBytes(US_ASCII);
  private static final byte[] MESSAGE = ",\"message\":".getBytes(US_ASCII);
  private static final byte[] TIMESTAMP = ",\"timestamp\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"}".getBytes(US_ASCII);
  private static final int USUAL_SIZE = 96;

  @Override
  public byte[] apply(Message message) {
    JsonBytes out = new JsonBytes(USUAL_SIZE);
    out.raw(ID).number(message.id());
    out.raw(MESSAGE).text(message.message());
    out.raw(TIMESTAMP);
    CivilTime.write(out, CivilTime.localMillis(message.timestamp(), zone.getRules()), ' ', false);
    return out.raw(END).toBytes();
  }
}
