package dev.tally.domain.time;

import java.io.Serializable;
import java.util.Map;

/**
 * Assigns each event to one window and says, for any watermark, how settled that window is. Engines
 * ask it and decide nothing about time themselves. A window is identified by its start.
 *
 * @param <E> the events
 */
public sealed interface Windowing<E> extends Serializable permits GlobalWindow, TumblingWindows {

  /** Returns the start of the one window that holds the event. */
  long windowStartOf(E event);

  /** Returns the window that starts at {@code start}, a value {@link #windowStartOf} returned. */
  Window windowStartingAt(long start);

  /** Returns how settled the window starting at {@code start} is once the watermark is there. */
  WindowState stateOf(long start, long watermark);

  /**
   * Returns the rules by which kept rows were made, each under the option that sets it: state made
   * by other rules cannot be gone on with.
   */
  Map<String, String> rules();

  /** Tells whether an event of that window, arriving at that watermark, is late. */
  default boolean isFinal(long start, long watermark) {
    return stateOf(start, watermark) == WindowState.FINAL;
  }
}
