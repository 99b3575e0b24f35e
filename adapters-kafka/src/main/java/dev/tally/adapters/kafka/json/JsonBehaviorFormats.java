package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.UserBehavior;
import java.time.ZoneId;
import java.util.function.Function;

/** The JSON of user behavior events and their counts. */
record JsonBehaviorFormats() implements BehaviorFormats {

  @Override
  public DecoderFactory<BehaviorEvent> decoder() {
    return new Decoders();
  }

  @Override
  public Function<UserBehavior, byte[]> eventEncoder() {
    return new UserBehaviorEncoder();
  }

  @Override
  public ResultEncoder<BehaviorCount> resultEncoder(ZoneId zone) {
    return new BehaviorCountEncoder(zone);
  }

  // A record: a lambda would tie the bytes that travel to this class's compiled shape.
  private record Decoders() implements DecoderFactory<BehaviorEvent> {

    @Override
    public Decoder<BehaviorEvent> create() {
      return new BehaviorEventDecoder();
    }
  }
}
