package dev.tally.benchmarks.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tally.benchmarks.contestant.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.Stores;

/**
 * Messages per minute of event time with the DSL of Kafka Streams. A message is read when its
 * timestamp is extracted, and not again.
 */
final class StreamsWindows {

  private static final String STORE = "windows";
  private static final Duration SIZE = Duration.ofMinutes(1);
  private static final Duration GRACE = Duration.ofMinutes(10);
  private static final String ALL = "all";
  private static final byte[] NOTHING = {};

  private StreamsWindows() {}

  /** Runs; told {@code servers topic output folder form}. */
  public static void main(String[] arguments) throws Exception {
    Task task = Task.of(arguments);
    Serde<byte[]> bytes = Serdes.ByteArray();
    Duration kept = SIZE.plus(GRACE);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            task.text("topic"),
            Consumed.with(bytes, bytes).withTimestampExtractor(new StatedTime()))
        .map((key, value) -> KeyValue.pair(ALL, NOTHING))
        .groupByKey(Grouped.with(Serdes.String(), bytes))
        .windowedBy(TimeWindows.ofSizeAndGrace(SIZE, GRACE))
        .count(
            Materialized.<String, Long>as(
                    task.is("form", "tuned")
                        ? Stores.inMemoryWindowStore(STORE, kept, SIZE, false)
                        : Stores.persistentWindowStore(STORE, kept, SIZE, false))
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long()))
        .toStream()
        .map((window, count) -> KeyValue.pair(json(window), row(window, count)))
        .to(task.text("output"), Produced.with(bytes, bytes));
    new StreamsJob(task).run(builder, StreamsWindows::counted);
  }

  private static String fields(Windowed<String> window) {
    return "\"window_start\":\"%s\",\"window_end\":\"%s\""
        .formatted(
            LocalDateTime.ofEpochSecond(window.window().start() / 1_000, 0, ZoneOffset.UTC),
            LocalDateTime.ofEpochSecond(window.window().end() / 1_000, 0, ZoneOffset.UTC));
  }

  private static byte[] json(Windowed<String> window) {
    return ("{" + fields(window) + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] row(Windowed<String> window, long count) {
    return ("{" + fields(window) + ",\"count\":" + count + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static long counted(KafkaStreams streams) {
    long sum = 0;
    try (var rows =
        streams
            .store(
                StoreQueryParameters.fromNameAndType(
                    STORE, QueryableStoreTypes.<String, Long>windowStore()))
            .fetchAll(Instant.EPOCH, Instant.now().plus(Duration.ofDays(1)))) {
      while (rows.hasNext()) {
        sum += rows.next().value;
      }
    } catch (InvalidStateStoreException e) {
      return 0; // partitions are being dealt out
    }
    return sum;
  }

  /** The one field that is needed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Message(String timestamp) {}

  /** The time that a message states, read as UTC. */
  private static final class StatedTime implements TimestampExtractor {

    private final ObjectReader messages = JsonMapper.builder().build().readerFor(Message.class);

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
      try {
        Message message = messages.readValue((byte[]) record.value());
        return LocalDateTime.parse(message.timestamp().replace(' ', 'T'))
            .toInstant(ZoneOffset.UTC)
            .toEpochMilli();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
