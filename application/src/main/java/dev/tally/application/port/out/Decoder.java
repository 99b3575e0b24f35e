package dev.tally.application.port.out;

/**
 * Turns a record's bytes into an event. Used by one thread; may keep buffers and caches.
 *
 * @param <E> the events: immutable, holding no reference to the bytes
 */
@FunctionalInterface
public interface Decoder<E> {

  /**
   * Decodes one record.
   *
   * @param bytes a buffer that is reused after the call
   * @param offset where the record starts in it
   * @param length how many bytes the record has
   * @throws UndecodableException where the bytes are not such an event
   */
  E decode(byte[] bytes, int offset, int length) throws UndecodableException;
}
