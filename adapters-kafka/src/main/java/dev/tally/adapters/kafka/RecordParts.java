package dev.tally.adapters.kafka;

import dev.tally.application.port.RecordHeader;
import dev.tally.application.port.out.RecordReader.Surroundings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The parts of a record in the words of the ports, copied out of the client's buffers. */
final class RecordParts {

  private RecordParts() {}

  /** Returns the bytes that are left in a buffer, which stays as it is. */
  static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Returns what a record has besides its value. */
  static Surroundings surroundings(
      @Nullable ByteBuffer key, Iterable<Header> headers, long timestamp) {
    return new Surroundings(bytes(key), headers(headers), timestamp);
  }

  /** Returns a record's headers in their order. */
  static List<RecordHeader> headers(Iterable<Header> headers) {
    List<RecordHeader> copies = new ArrayList<>();
    for (Header header : headers) {
      copies.add(new RecordHeader(header.key(), header.value()));
    }
    return copies;
  }

  /** Returns headers as the client wants them. */
  static List<Header> clientHeaders(List<RecordHeader> headers) {
    List<Header> copies = new ArrayList<>();
    for (RecordHeader header : headers) {
      copies.add(
          new org.apache.kafka.common.header.internals.RecordHeader(header.name(), header.value()));
    }
    return copies;
  }
}
