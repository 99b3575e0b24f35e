package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.MessageFormats;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.domain.message.Message;
import dev.tally.domain.message.MessageEvent;
import dev.tally.domain.message.MessageWindow;
import java.time.ZoneId;
import java.util.function.Function;

/** The JSON of messages and their windows. */
record JsonMessageFormats() implements MessageFormats {

  @Override
  public DecoderFactory<MessageEvent> decoder(ZoneId zone) {
    return new Decoders(zone);
  }

  @Override
  public Function<Message, byte[]> messageEncoder(ZoneId zone) {
    return new MessageEncoder(zone);
  }

  @Override
  public ResultEncoder<MessageWindow> resultEncoder(ZoneId zone) {
    return new MessageWindowEncoder(zone);
  }

  private record Decoders(ZoneId zone) implements DecoderFactory<MessageEvent> {

    @Override
    public Decoder<MessageEvent> create() {
      return new MessageEventDecoder(zone);
    }
  }
}
