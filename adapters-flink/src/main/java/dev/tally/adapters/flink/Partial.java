package dev.tally.adapters.flink;

import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The combined events of one key and window: all that crosses the shuffle.
 *
 * @param windowStart the window, by its start
 * @param events how many events are in the accumulator
 */
record Partial<K, A>(K key, long windowStart, A accumulator, long events) {

  /** Key, window, number of events, accumulator: the middle ones as eight bytes each. */
  record Format<K, A>(StateFormat<K> keys, StateFormat<A> accumulators)
      implements StateFormat<Partial<K, A>> {

    Format(Aggregation<?, K, A, ?> aggregation) {
      this(aggregation.keyFormat(), aggregation.accumulatorFormat());
    }

    @Override
    public void write(Partial<K, A> value, DataOutput out) throws IOException {
      keys.write(value.key, out);
      out.writeLong(value.windowStart);
      out.writeLong(value.events);
      accumulators.write(value.accumulator, out);
    }

    @Override
    public Partial<K, A> read(DataInput in) throws IOException {
      K key = keys.read(in);
      long windowStart = in.readLong();
      long events = in.readLong();
      return new Partial<>(key, windowStart, accumulators.read(in), events);
    }
  }
}
