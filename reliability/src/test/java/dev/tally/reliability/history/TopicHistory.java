package dev.tally.reliability.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/**
 * Reads a job's history from its topics. They must have been made for that: with the broker's own
 * timestamps, and with no version ever cleaned away.
 */
public record TopicHistory(String bootstrapServers, Schema schema) {

  // Those of Kafka Streams, KIP-1034.
  private static final String ORIGIN = "__streams.errors.";

  /** Reads a job that has no dead letter topic, as all its input is good. */
  public History read(String input, String output) {
    return new History(inputs(input), versions(output), List.of());
  }

  /** Reads a job. */
  public History read(String input, String output, String deadLetters) {
    return new History(inputs(input), versions(output), letters(deadLetters));
  }

  private List<InputRecord> inputs(String topic) {
    List<InputRecord> inputs = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(topic)) {
      inputs.add(
          new InputRecord(placeOf(record), appendedAt(record), schema.input(record.value())));
    }
    return inputs;
  }

  private List<OutputVersion> versions(String topic) {
    List<OutputVersion> versions = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(topic)) {
      try {
        CountRow row = schema.row(record.key(), record.value());
        versions.add(new OutputVersion(placeOf(record), appendedAt(record), row));
      } catch (RuntimeException e) {
        throw new IllegalStateException("no row at " + placeOf(record) + ": " + e.getMessage(), e);
      }
    }
    return versions;
  }

  private List<DeadLetter> letters(String topic) {
    List<DeadLetter> letters = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(topic)) {
      Place origin =
          new Place(
              header(record, "topic"),
              Integer.parseInt(header(record, "partition")),
              Long.parseLong(header(record, "offset")));
      letters.add(new DeadLetter(placeOf(record), origin));
    }
    return letters;
  }

  private List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return new TopicReader(bootstrapServers).committed(topic);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(ORIGIN + name);
    if (header == null) {
      throw new IllegalStateException("no header " + ORIGIN + name + " at " + placeOf(record));
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static Place placeOf(ConsumerRecord<byte[], byte[]> record) {
    return new Place(record.topic(), record.partition(), record.offset());
  }

  private static long appendedAt(ConsumerRecord<byte[], byte[]> record) {
    if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
      throw new IllegalStateException(record.topic() + " is not stamped by the broker");
    }
    return record.timestamp();
  }
}
