package dev.tally.domain.aggregation;

import dev.tally.domain.time.Windowing;
import java.util.HashMap;
import java.util.Map;

/**
 * Combines events by key and window on the worker that read them, before anything is shuffled. It
 * knows no watermark and drops nothing. Not thread-safe.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 */
public final class Combiner<E, K, A> {

  private final Aggregation<E, K, A, ?> aggregation;
  private final Windowing<E> windowing;
  private final Map<Long, Map<K, Partial<A>>> windows = new HashMap<>();
  private Map<K, Partial<A>> lastWindow = new HashMap<>();
  private long lastStart;
  private int size;

  /** Starts empty. */
  public Combiner(AggregationSpec<E, K, A, ?> spec) {
    this.aggregation = spec.aggregation();
    this.windowing = spec.windowing();
  }

  /** Adds an event to its window. */
  public void add(E event) {
    add(event, windowing.windowStartOf(event));
  }

  /** Adds an event to the window, its own, that starts at {@code windowStart}. */
  public void add(E event, long windowStart) {
    Map<K, Partial<A>> window = windowAt(windowStart);
    K key = aggregation.keyOf(event);
    Partial<A> partial = window.get(key);
    if (partial == null) {
      partial = new Partial<>(aggregation.newAccumulator());
      window.put(key, partial);
      size++;
    }
    aggregation.add(partial.accumulator, event);
    partial.events++;
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
    size = 0;
  }

  // Neighbouring events mostly share a window: the last one is kept at hand.
  private Map<K, Partial<A>> windowAt(long start) {
    if (size > 0 && start == lastStart) {
      return lastWindow;
    }
    Map<K, Partial<A>> window = windows.computeIfAbsent(start, unseen -> new HashMap<>());
    lastStart = start;
    lastWindow = window;
    return window;
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

  private static final class Partial<A> {
    private final A accumulator;
    private long events;

    Partial(A accumulator) {
      this.accumulator = accumulator;
    }
  }
}
