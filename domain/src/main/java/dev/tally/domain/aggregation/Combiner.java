package dev.tally.domain.aggregation;

import dev.tally.domain.time.Windowing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Combines events by key and window on the worker that read them, before anything is shuffled. It
 * knows no watermark and drops nothing. The partial results that events went to lately are kept at
 * hand, as most events go to few of them. Not thread-safe.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 */
public final class Combiner<E, K, A> {

  private static final int RECENT = 64; // a power of two

  private final Aggregation<E, K, A, ?> aggregation;
  private final Windowing<E> windowing;
  private final Map<Long, Map<K, Partial<K, A>>> windows = new HashMap<>();
  private final @Nullable Partial<K, A>[] recent; // by the key's hash
  private int size;

  /** Starts empty. */
  @SuppressWarnings("unchecked") // an array of a generic type is made in no other way
  public Combiner(AggregationSpec<E, K, A, ?> spec) {
    this.aggregation = spec.aggregation();
    this.windowing = spec.windowing();
    this.recent = (Partial<K, A>[]) new Partial<?, ?>[RECENT];
  }

  /** Adds an event to its window. */
  public void add(E event) {
    add(event, windowing.windowStartOf(event));
  }

  /** Adds an event to the window, its own, that starts at {@code windowStart}. */
  public void add(E event, long windowStart) {
    K key = aggregation.keyOf(event);
    int place = placeOf(key);
    Partial<K, A> partial = recent[place];
    if (partial == null || partial.windowStart != windowStart || !key.equals(partial.key)) {
      // With a key of its own: one that goes nowhere need not be allocated.
      partial = partialOf(aggregation.keyOf(event), windowStart);
      recent[place] = partial;
    }
    aggregation.add(partial.accumulator, event);
    partial.events++;
  }

  /** Adds events that were combined before. */
  public void add(K key, long windowStart, A accumulator, long events) {
    Partial<K, A> partial = partialOf(key, windowStart);
    aggregation.merge(partial.accumulator, accumulator);
    partial.events += events;
  }

  /** Returns how many partial results are held. */
  public int size() {
    return size;
  }

  /** Hands over every partial result, with its ownership, and starts empty again. */
  public void drain(PartialHandler<K, A> handler) {
    windows.forEach(
        (start, window) ->
            window.forEach(
                (key, partial) -> handler.accept(key, start, partial.accumulator, partial.events)));
    windows.clear();
    Arrays.fill(recent, null);
    size = 0;
  }

  private Partial<K, A> partialOf(K key, long windowStart) {
    Map<K, Partial<K, A>> window = windows.computeIfAbsent(windowStart, unseen -> new HashMap<>());
    Partial<K, A> partial = window.get(key);
    if (partial == null) {
      partial = new Partial<>(key, windowStart, aggregation.newAccumulator());
      window.put(key, partial);
      size++;
    }
    return partial;
  }

  private static int placeOf(Object key) {
    int hash = key.hashCode();
    return (hash ^ (hash >>> 16)) & (RECENT - 1);
  }

  /** Receives the combined events of one key and window. */
  @FunctionalInterface
  public interface PartialHandler<K, A> {

    /**
     * Takes one partial result.
     *
     * @param windowStart the window, by its start
     * @param accumulator the combined events; now the receiver's own
     * @param events how many events are in it
     */
    void accept(K key, long windowStart, A accumulator, long events);
  }

  private static final class Partial<K, A> {
    private final K key;
    private final long windowStart;
    private final A accumulator;
    private long events;

    Partial(K key, long windowStart, A accumulator) {
      this.key = key;
      this.windowStart = windowStart;
      this.accumulator = accumulator;
    }
  }
}
