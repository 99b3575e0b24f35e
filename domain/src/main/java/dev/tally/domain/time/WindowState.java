package dev.tally.domain.time;

/** How settled a window's row is; it only ever moves forward through these words. */
public enum WindowState {
  /** The watermark has not reached the window's end: more events are expected. */
  OPEN('O'),
  /** The watermark has reached the end: complete as far as known, revised by late events. */
  CLOSED('C'),
  /** The watermark has passed the end and the allowed lateness: never revised, no longer kept. */
  FINAL('F');

  private final char code;

  WindowState(char code) {
    this.code = code;
  }

  /** Returns the one ASCII character that stands for the state in checkpoints. */
  public char code() {
    return code;
  }

  /** Returns the state that a character of a checkpoint stands for. */
  public static WindowState ofCode(int code) {
    for (WindowState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("no window state has the code " + code);
  }
}
