package dev.tally.domain.aggregation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes and reads values in their state format. */
final class StateBytes {

  private StateBytes() {}

  static <T> byte[] write(StateFormat<T> format, T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      format.write(value, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads a value behind which nothing may be left. */
  static <T> T read(StateFormat<T> format, byte[] bytes) {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try {
      T value = format.read(new DataInputStream(in));
      if (in.available() > 0) {
        throw new AssertionError(in.available() + " bytes are left behind " + value);
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
