package dev.tally.domain.time;

/** How settled a window's row is; it only ever moves forward through these words. */
public enum WindowState {
  /** The watermark has not reached the window's end: more events are expected. */
  OPEN,
  /** The watermark has reached the end: complete as far as known, revised by late events. */
  CLOSED,
  /** The watermark has passed the end and the allowed lateness: never revised, no longer kept. */
  FINAL
}
