package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.RecordHeader;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.TopicInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched in batches is, record by record, what the client's consumer would have read. */
@Timeout(120)
final class FetchingAgreesWithConsumerIT {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final int RECORDS = 20_000;

  private final KafkaTestBroker broker = KafkaTestBroker.shared();
  private final Random random = new Random(29);
  private int fetched; // of the records read last, not by the client's consumer

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void everyRecordIsTheSameWithAllItsParts(String compression) {
    String topic = broker.newTopic("agrees-" + compression, 2);
    write(topic, compression, true);
    Map<Integer, Long> ends = KafkaAdapter.topics().endOffsets(broker.cluster(), topic);
    Map<Integer, Long> positions = new HashMap<>();
    ends.forEach((partition, end) -> positions.put(partition, (long) random.nextInt(1_000)));
    ends.replaceAll((partition, end) -> end - random.nextInt(1_000));

    List<Read> byBatch = read(broker.cluster(), topic, positions, ends);
    assertThat(fetched).isEqualTo(byBatch.size());
    List<Read> byConsumer = read(consumersOnly(), topic, positions, ends);
    assertThat(fetched).isZero();

    assertThat(byBatch).hasSizeGreaterThan(RECORDS / 2).isEqualTo(byConsumer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "lz4"})
  void abortedTransactionsAreLeftOut(String compression) {
    String topic = broker.newTopic("aborts-" + compression, 2);
    for (int i = 0; i < 5; i++) {
      write(topic, compression, i % 2 == 0);
    }
    Map<Integer, Long> ends = KafkaAdapter.topics().endOffsets(broker.cluster(), topic);
    Map<Integer, Long> positions = Map.of(0, 0L, 1, 0L);

    List<Read> byBatch = read(broker.cluster(), topic, positions, ends);
    List<Read> byConsumer = read(consumersOnly(), topic, positions, ends);
    assertThat(fetched).isZero();

    assertThat(byBatch).hasSize(3 * RECORDS).isEqualTo(byConsumer);
  }

  private void write(String topic, String compression, boolean commit) {
    Map<String, Object> settings = ClientSettings.producer(broker.cluster(), "test");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 32 * 1024);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < RECORDS; i++) {
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    random.nextInt(2),
                    1_700_000_000_000L + random.nextInt(100_000),
                    randomBytes(20),
                    randomBytes(i % 1_000 == 0 ? 50_000 : 200),
                    randomHeaders()));
      }
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.flush();
        producer.abortTransaction();
      }
    }
    TestTransaction.awaitEnds(broker.cluster());
  }

  private Iterable<Header> randomHeaders() {
    RecordHeaders headers = new RecordHeaders();
    for (int i = random.nextInt(3); i > 0; i--) {
      headers.add("header-" + i, randomBytes(10));
    }
    return headers;
  }

  private byte @Nullable [] randomBytes(int longest) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    byte[] bytes = new byte[random.nextInt(longest)];
    Arrays.fill(bytes, (byte) random.nextInt());
    return bytes;
  }

  // The nearest replica is what only the client's consumer knows how to find.
  private Cluster consumersOnly() {
    Map<String, String> properties = new HashMap<>(broker.cluster().clientProperties());
    properties.put(ConsumerConfig.CLIENT_RACK_CONFIG, "here");
    return new Cluster(properties);
  }

  private List<Read> read(
      Cluster cluster, String topic, Map<Integer, Long> positions, Map<Integer, Long> ends) {
    TopicInput<?> input =
        new TopicInput<>(
            cluster,
            topic,
            StartPosition.EARLIEST,
            Optional.of(ends),
            KafkaAdapter.behaviorFormats().decoder());
    List<Read> records = new ArrayList<>();
    fetched = 0;
    try (RecordReader reader = KafkaAdapter.recordReaders().open(input, positions)) {
      while (!reader.positions().equals(ends)) {
        int handedOver =
            reader.poll(
                SOON,
                (partition, offset, bytes, start, length) ->
                    records.add(
                        Read.of(
                            partition,
                            offset,
                            bytes == null ? null : Arrays.copyOfRange(bytes, start, start + length),
                            reader.surroundings())));
        fetched += ((KafkaRecordReader) reader).isFetching() ? handedOver : 0;
      }
    }
    records.sort(null);
    return records;
  }

  private record Read(
      int partition, long offset, String key, String value, String headers, long timestamp)
      implements Comparable<Read> {

    static Read of(
        int partition, long offset, byte @Nullable [] value, RecordReader.Surroundings rest) {
      StringBuilder headers = new StringBuilder();
      for (RecordHeader header : rest.headers()) {
        headers.append(header.name()).append(Arrays.toString(header.value()));
      }
      return new Read(
          partition,
          offset,
          Arrays.toString(rest.key()),
          Arrays.toString(value),
          headers.toString(),
          rest.timestamp());
    }

    @Override
    public int compareTo(Read other) {
      int byPartition = Integer.compare(partition, other.partition);
      return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }
  }
}
