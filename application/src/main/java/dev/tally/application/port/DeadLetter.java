package dev.tally.application.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that is no event: all of it as it was, and why it was rejected.
 *
 * <p>On a topic its headers are followed by eight more. Six have the names of Kafka Streams
 * (KIP-1034), so that tools made for those read ours; for the timestamp and the engine there are
 * none, so these two have names of our own. Two dead letters of one topic, partition and offset are
 * one, written twice.
 *
 * @param rejection where the record lay, and why it is no event
 * @param exception the name of the exception's class
 * @param engine the engine that rejected it
 * @param timestamp the record's timestamp, in epoch milliseconds
 * @param headers the record's own, in their order
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
    RejectedRecord rejection,
    String exception,
    String engine,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<RecordHeader> headers) {

  private static final String EXCEPTION = "__streams.errors.exception";
  private static final String MESSAGE = "__streams.errors.message";
  private static final String STACK_TRACE = "__streams.errors.stacktrace";
  private static final String TOPIC = "__streams.errors.topic";
  private static final String PARTITION = "__streams.errors.partition";
  private static final String OFFSET = "__streams.errors.offset";
  private static final String TIMESTAMP = "__tally.errors.timestamp";
  private static final String ENGINE = "__tally.errors.engine";
  private static final List<String> ADDED =
      List.of(EXCEPTION, MESSAGE, STACK_TRACE, TOPIC, PARTITION, OFFSET, TIMESTAMP, ENGINE);

  /** About what the added headers and the objects take in memory. */
  private static final int FIXED_SIZE = 1_000;

  /** Returns the dead letter that a record of a topic is; empty where it is none of ours. */
  public static Optional<DeadLetter> ofRecord(
      byte @Nullable [] key, byte @Nullable [] value, List<RecordHeader> headers) {
    int own = headers.size() - ADDED.size();
    if (own < 0) {
      return Optional.empty();
    }
    List<RecordHeader> added = headers.subList(own, headers.size());
    if (!added.stream().map(RecordHeader::name).toList().equals(ADDED)) {
      return Optional.empty();
    }
    try {
      RejectedRecord rejection =
          new RejectedRecord(
              text(added, TOPIC),
              Integer.parseInt(text(added, PARTITION)),
              Long.parseLong(text(added, OFFSET)),
              text(added, MESSAGE));
      return Optional.of(
          new DeadLetter(
              rejection,
              text(added, EXCEPTION),
              text(added, ENGINE),
              Long.parseLong(text(added, TIMESTAMP)),
              key,
              value,
              headers.subList(0, own)));
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
  }

  /** Returns the headers that it has on a topic: the record's own, then those that say why. */
  public List<RecordHeader> headersOnTopic() {
    List<RecordHeader> all = new ArrayList<>(headers);
    all.add(RecordHeader.of(EXCEPTION, exception));
    all.add(RecordHeader.of(MESSAGE, rejection.reason()));
    // Decoders throw millions of these, so they have no frames: this is the whole trace.
    all.add(RecordHeader.of(STACK_TRACE, exception + ": " + rejection.reason()));
    all.add(RecordHeader.of(TOPIC, rejection.topic()));
    all.add(RecordHeader.of(PARTITION, Integer.toString(rejection.partition())));
    all.add(RecordHeader.of(OFFSET, Long.toString(rejection.offset())));
    all.add(RecordHeader.of(TIMESTAMP, Long.toString(timestamp)));
    all.add(RecordHeader.of(ENGINE, engine));
    return all;
  }

  /** Returns about how many bytes of memory it takes. */
  public long size() {
    long size = FIXED_SIZE + length(key) + length(value);
    for (RecordHeader header : headers) {
      size += header.name().length() + length(header.value());
    }
    return size;
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static String text(List<RecordHeader> added, String name) {
    return added.get(ADDED.indexOf(name)).text();
  }
}
