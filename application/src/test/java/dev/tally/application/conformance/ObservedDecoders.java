package dev.tally.application.conformance;

import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;

/** Decoders that note on which threads they work. */
record ObservedDecoders<E>(DecoderFactory<E> observed, String name, long patienceMillis)
    implements DecoderFactory<E> {

  @Override
  public Decoder<E> create() {
    Decoder<E> decoder = observed.create();
    Observations observations = Observations.named(name);
    return (bytes, offset, length) -> {
      observations.decoding(patienceMillis);
      return decoder.decode(bytes, offset, length);
    };
  }
}
