package dev.tally.benchmarks.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tally.benchmarks.contestant.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.Stores;

/** Counts of category and behavior with the DSL of Kafka Streams. */
final class StreamsCounts {

  private static final String STORE = "counts";
  private static final byte[] NOTHING = {};

  private StreamsCounts() {}

  /** Runs; told {@code servers topic output folder form}. */
  public static void main(String[] arguments) throws Exception {
    Task task = Task.of(arguments);
    ObjectReader events = JsonMapper.builder().build().readerFor(Behavior.class);
    Serde<byte[]> bytes = Serdes.ByteArray();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(task.text("topic"), Consumed.with(bytes, bytes))
        .map((key, value) -> KeyValue.pair(read(events, value).key(), NOTHING))
        .groupByKey(Grouped.with(Serdes.String(), bytes))
        .count(
            Materialized.<String, Long>as(
                    task.is("form", "tuned")
                        ? Stores.inMemoryKeyValueStore(STORE)
                        : Stores.persistentKeyValueStore(STORE))
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long()))
        .toStream()
        .map((key, count) -> KeyValue.pair(json(key), row(key, count)))
        .to(task.text("output"), Produced.with(bytes, bytes));
    new StreamsJob(task).run(builder, StreamsCounts::counted);
  }

  private static Behavior read(ObjectReader events, byte[] value) {
    try {
      return events.readValue(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] json(String key) {
    return ("{" + key + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] row(String key, long count) {
    return ("{" + key + ",\"behavior_count\":" + count + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static long counted(KafkaStreams streams) {
    long sum = 0;
    try (var rows =
        streams
            .store(
                StoreQueryParameters.fromNameAndType(
                    STORE, QueryableStoreTypes.<String, Long>keyValueStore()))
            .all()) {
      while (rows.hasNext()) {
        sum += rows.next().value;
      }
    } catch (InvalidStateStoreException e) {
      return 0; // partitions are being dealt out
    }
    return sum;
  }

  /** The two fields that are needed; the others are not turned into objects. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Behavior(String category, String behavior) {

    String key() {
      return "\"category\":\"" + category + "\",\"behavior\":\"" + behavior + "\"";
    }
  }
}
