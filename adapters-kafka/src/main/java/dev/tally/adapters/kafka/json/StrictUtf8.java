package dev.tally.adapters.kafka.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether bytes are UTF-8 to the letter. Jackson lets through overlong forms, surrogates and
 * code points beyond the last. Used by one thread.
 */
final class StrictUtf8 {

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  /** Tells whether the bytes are well-formed. */
  boolean isWellFormed(byte[] bytes, int offset, int length) {
    if (isAscii(bytes, offset, length)) {
      return true;
    }
    try {
      decoder.decode(ByteBuffer.wrap(bytes, offset, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isAscii(byte[] bytes, int offset, int length) {
    int bits = 0;
    for (int i = offset; i < offset + length; i++) {
      bits |= bytes[i];
    }
    return bits >= 0;
  }
}
