package dev.tally.application.port.out;

import java.io.Serializable;

/**
 * Makes a decoder for each worker, on whichever machine it runs.
 *
 * @param <E> the events
 */
@FunctionalInterface
public interface DecoderFactory<E> extends Serializable {

  /** Returns a new decoder. */
  Decoder<E> create();
}
