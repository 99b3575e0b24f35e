package dev.tally.application.conformance;

import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import java.nio.charset.StandardCharsets;

/** Decoders that are broken by one text: not by a bad record, but by a fault of their own. */
record PoisonedDecoders<E>(DecoderFactory<E> sound, String poison) implements DecoderFactory<E> {

  @Override
  public Decoder<E> create() {
    Decoder<E> decoder = sound.create();
    return (bytes, offset, length) -> {
      if (new String(bytes, offset, length, StandardCharsets.UTF_8).contains(poison)) {
        throw new IllegalStateException("the decoder is broken by '" + poison + "'");
      }
      return decoder.decode(bytes, offset, length);
    };
  }
}
