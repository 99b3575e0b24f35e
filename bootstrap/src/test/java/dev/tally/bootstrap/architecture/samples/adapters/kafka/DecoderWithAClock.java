package dev.tally.bootstrap.architecture.samples.adapters.kafka;

import dev.tally.application.port.out.Decoder;
import java.time.ZonedDateTime;

record DecoderWithAClock() implements Decoder<ZonedDateTime> {

  @Override
  public ZonedDateTime decode(byte[] bytes, int offset, int length) {
    return ZonedDateTime.now(java.time.ZoneOffset.UTC);
  }
}
