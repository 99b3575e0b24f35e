package dev.tally.application.service;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads topics of dead letters from their first record to the end they have when it begins. */
record DeadLetterScan(Topics topics, RecordReaders readers) {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Returns the topic of dead letters that is meant: itself, or that of an input. */
  String topicOf(Cluster cluster, String named) {
    String topic = DeadLetterTopic.isName(named) ? named : DeadLetterTopic.nameFor(named);
    new ExistingTopics(topics).require(cluster, topic, MissingTopic::deadLetters);
    return topic;
  }

  /** Reads the topic. */
  void read(Cluster cluster, String topic, BooleanSupplier isWanted, Visitor visitor) {
    Map<Integer, Long> ends = topics.endOffsets(cluster, topic);
    TopicInput<?> input =
        new TopicInput<>(
            cluster, topic, StartPosition.EARLIEST, Optional.of(ends), DeadLetterScan::neverDecode);
    SeenRecords seen = new SeenRecords();
    try (RecordReader reader = readers.open(input, topics.beginningOffsets(cluster, topic))) {
      while (isWanted.getAsBoolean() && !isAtEnd(input, reader.positions())) {
        reader.poll(
            POLL,
            (partition, offset, bytes, start, length) -> {
              byte[] value =
                  bytes == null ? null : Arrays.copyOfRange(bytes, start, start + length);
              RecordReader.Surroundings rest = reader.surroundings();
              DeadLetter letter =
                  DeadLetter.ofRecord(rest.key(), value, rest.headers()).orElse(null);
              if (letter == null) {
                visitor.foreign();
              } else {
                visitor.letter(partition, offset, letter, !seen.add(letter.rejection()));
              }
            });
        visitor.readTo(reader.positions());
      }
    }
  }

  private static boolean isAtEnd(TopicInput<?> input, Map<Integer, Long> positions) {
    return positions.entrySet().stream()
        .allMatch(position -> input.isAtEnd(position.getKey(), position.getValue()));
  }

  private static <E> Decoder<E> neverDecode() {
    throw new IllegalStateException("dead letters are not decoded");
  }

  /** Takes what is read. */
  interface Visitor {

    /**
     * Takes a dead letter.
     *
     * @param isRepeat whether the same record has been here before
     */
    void letter(int partition, long offset, DeadLetter letter, boolean isRepeat);

    /** Takes note of a record that is none. */
    void foreign();

    /** Takes note that everything before these offsets has been here. */
    default void readTo(Map<Integer, Long> positions) {}
  }
}
