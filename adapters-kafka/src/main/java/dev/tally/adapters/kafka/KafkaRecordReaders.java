package dev.tally.adapters.kafka;

import dev.tally.adapters.kafka.fetch.BatchFetcher;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Opens partitions of a topic with a consumer of their own. */
final class KafkaRecordReaders implements RecordReaders {

  private static final long serialVersionUID = 1L;

  @Override
  public RecordReader open(TopicInput<?> input, Map<Integer, Long> positions) {
    Map<String, Object> settings =
        ClientSettings.consumer(input.cluster(), "reader-" + input.topic());
    try {
      KafkaConsumer<ByteBuffer, ByteBuffer> consumer =
          new KafkaConsumer<>(settings, new ByteBufferDeserializer(), new ByteBufferDeserializer());
      List<PartitionCursor> cursors = assign(consumer, input, positions);
      return new KafkaRecordReader(
          new TopicConsumer<>(input.cluster(), input.topic(), consumer),
          BatchFetcher.of(settings).orElse(null),
          cursors);
    } catch (KafkaException e) {
      throw KafkaFailure.notSetUp(input.cluster(), e);
    }
  }

  private static List<PartitionCursor> assign(
      KafkaConsumer<?, ?> consumer, TopicInput<?> input, Map<Integer, Long> positions) {
    Map<TopicPartition, Long> begin = new LinkedHashMap<>();
    positions.forEach(
        (partition, position) -> begin.put(new TopicPartition(input.topic(), partition), position));
    Set<TopicPartition> fromFirst = new HashSet<>();
    begin.forEach(
        (partition, position) -> {
          if (position == FIRST) {
            fromFirst.add(partition);
          }
        });
    if (!fromFirst.isEmpty()) {
      begin.putAll(consumer.beginningOffsets(fromFirst));
    }
    consumer.assign(begin.keySet());
    List<PartitionCursor> cursors = new ArrayList<>();
    begin.forEach(
        (partition, position) -> {
          consumer.seek(partition, position);
          cursors.add(
              new PartitionCursor(partition, position, endOf(input, partition.partition())));
        });
    return cursors;
  }

  private static long endOf(TopicInput<?> input, int partition) {
    return input
        .ends()
        .map(ends -> ends.getOrDefault(partition, PartitionCursor.NO_END))
        .orElse(PartitionCursor.NO_END);
  }
}
