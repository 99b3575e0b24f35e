package dev.tally.adapters.kafka;

import dev.tally.adapters.kafka.fetch.BatchFetcher;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Opens partitions of a topic with a consumer of their own. */
final class KafkaRecordReaders implements RecordReaders {

  private static final long serialVersionUID = 1L;

  @Override
  public RecordReader open(TopicInput<?> input, Map<Integer, Long> positions) {
    List<PartitionCursor> cursors = new ArrayList<>();
    positions.forEach(
        (partition, position) ->
            cursors.add(
                new PartitionCursor(
                    new TopicPartition(input.topic(), partition),
                    position,
                    endOf(input, partition))));
    Map<String, Object> settings =
        ClientSettings.consumer(input.cluster(), "reader-" + input.topic());
    try {
      return new KafkaRecordReader(
          new TopicConsumer<>(input.cluster(), input.topic(), consumer(settings, cursors)),
          BatchFetcher.of(settings).orElse(null),
          cursors);
    } catch (KafkaException e) {
      throw KafkaFailure.notSetUp(input.cluster(), e);
    }
  }

  private static KafkaConsumer<ByteBuffer, ByteBuffer> consumer(
      Map<String, Object> settings, List<PartitionCursor> cursors) {
    KafkaConsumer<ByteBuffer, ByteBuffer> consumer =
        new KafkaConsumer<>(settings, new ByteBufferDeserializer(), new ByteBufferDeserializer());
    consumer.assign(cursors.stream().map(PartitionCursor::partition).toList());
    cursors.forEach(cursor -> consumer.seek(cursor.partition(), cursor.position()));
    return consumer;
  }

  private static long endOf(TopicInput<?> input, int partition) {
    return input
        .ends()
        .map(ends -> ends.getOrDefault(partition, PartitionCursor.NO_END))
        .orElse(PartitionCursor.NO_END);
  }
}
