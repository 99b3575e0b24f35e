package dev.tally.adapters.spark;

import dev.tally.domain.aggregation.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Values as the bytes of their {@link StateFormat}, and back. Used by one thread. */
final class FormatBytes<T> {

  private final StateFormat<T> format;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  FormatBytes(StateFormat<T> format) {
    this.format = format;
  }

  byte[] of(T value) {
    bytes.reset();
    try {
      format.write(value, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  T read(byte[] source) {
    try {
      return format.read(new DataInputStream(new ByteArrayInputStream(source)));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
