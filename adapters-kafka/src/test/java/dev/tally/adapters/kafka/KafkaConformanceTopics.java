package dev.tally.adapters.kafka;

import dev.tally.application.conformance.ConformanceTopics;
import dev.tally.application.conformance.KeptRecord;
import dev.tally.application.conformance.Upsert;
import dev.tally.application.port.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The conformance suite's topics on the shared test broker: two partitions for output, so that
 * nothing may hang on there being one.
 */
public final class KafkaConformanceTopics implements ConformanceTopics {

  private static final int OUTPUT_PARTITIONS = 2;

  private final KafkaTestBroker broker = KafkaTestBroker.shared();

  @Override
  public Cluster cluster() {
    return broker.cluster();
  }

  @Override
  public void createInput(String topic, int partitions) {
    KafkaAdapter.topics().createIfMissing(cluster(), topic, partitions, false);
  }

  @Override
  public void createOutput(String topic) {
    KafkaAdapter.topics().createIfMissing(cluster(), topic, OUTPUT_PARTITIONS, true);
  }

  @Override
  public void append(String topic, int partition, List<byte @Nullable []> values) {
    broker.append(topic, partition, values);
  }

  @Override
  public void append(String topic, int partition, KeptRecord record) {
    broker.append(topic, partition, record);
  }

  @Override
  public List<KeptRecord> records(String topic) {
    return broker.records(topic);
  }

  @Override
  public Map<Integer, Long> endOffsets(String topic) {
    return KafkaAdapter.topics().endOffsets(cluster(), topic);
  }

  @Override
  public List<Upsert> upserts(String topic) {
    List<Upsert> upserts = new ArrayList<>();
    broker.readAll(
        topic, (key, value) -> upserts.add(Upsert.ofBytes(Objects.requireNonNull(key), value)));
    return upserts;
  }
}
