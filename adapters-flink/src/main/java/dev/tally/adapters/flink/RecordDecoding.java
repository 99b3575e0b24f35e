package dev.tally.adapters.flink;

import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Watermark;
import dev.tally.domain.time.Windowing;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records with the port's decoder, on the source's own thread, and asks the domain once
 * whether an event lies too far in the future. A record that is no event goes on too: it must be
 * counted.
 *
 * @param <E> the events
 */
final class RecordDecoding<E> implements KafkaRecordDeserializationSchema<ReadRecord<E>> {

  private static final long serialVersionUID = 1L;

  private final DecoderFactory<E> decoders;
  private final @Nullable TumblingWindows<E> windows;
  private final WallClock clock;
  private transient @Nullable Decoder<E> decoder;
  private transient @Nullable ReadRecord<E> reused;
  private transient long lastNow;

  RecordDecoding(DecoderFactory<E> decoders, Windowing<E> windowing, WallClock clock) {
    this.decoders = decoders;
    this.windows = windowing instanceof TumblingWindows<E> tumbling ? tumbling : null;
    this.clock = clock;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = decoders.create();
    reused = new ReadRecord<>();
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<ReadRecord<E>> collector) {
    Decoder<E> open = decoder;
    ReadRecord<E> read = reused;
    if (open == null || read == null) {
      throw new IllegalStateException("not open");
    }
    byte[] value = record.value();
    if (value == null) {
      read.tombstone(record.partition(), record.offset());
    } else {
      decode(open, value, record, read);
    }
    collector.collect(read);
  }

  private void decode(
      Decoder<E> open, byte[] value, ConsumerRecord<byte[], byte[]> record, ReadRecord<E> read) {
    E event;
    try {
      event = open.decode(value, 0, value.length);
    } catch (UndecodableException undecodable) {
      read.rejected(DeadLetters.of(record, undecodable));
      return;
    }
    long timestamp = windows == null ? Watermark.NONE : windows.eventTime().of(event);
    read.event(record.partition(), record.offset(), event, timestamp, isFuture(timestamp));
  }

  // What is not ahead of a moment ago is not ahead of now: the clock is asked where it matters.
  private boolean isFuture(long timestamp) {
    if (windows == null || !windows.isFuture(timestamp, lastNow)) {
      return false;
    }
    lastNow = clock.now();
    return windows.isFuture(timestamp, lastNow);
  }

  @Override
  public TypeInformation<ReadRecord<E>> getProducedType() {
    return new InTaskTypeInformation<>("ReadRecord");
  }
}
