package dev.tally.domain.time;

import java.util.Map;

/**
 * One window for all of time: a running aggregate. It has no event time, so no event is ever late
 * and its rows stay {@link WindowState#OPEN}; the last row emitted is the last word.
 *
 * @param <E> the events
 */
public record GlobalWindow<E>() implements Windowing<E> {

  @Override
  public long windowStartOf(E event) {
    return Window.ALL.start();
  }

  @Override
  public Window windowStartingAt(long start) {
    return Window.ALL;
  }

  @Override
  public Map<String, String> rules() {
    return Map.of();
  }

  @Override
  public WindowState stateOf(long start, long watermark) {
    return WindowState.OPEN;
  }
}
