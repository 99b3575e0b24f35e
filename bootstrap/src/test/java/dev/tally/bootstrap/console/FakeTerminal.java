package dev.tally.bootstrap.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose streams are kept, on a terminal of a given size or on a pipe. */
public final class FakeTerminal implements Terminal {

  private final boolean interactive;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console;
  private volatile int columns;
  private volatile int rows;

  private FakeTerminal(boolean interactive, int columns, int rows) {
    this.interactive = interactive;
    this.columns = columns;
    this.rows = rows;
    this.console =
        new Console(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            this);
  }

  public static FakeTerminal pipe() {
    return new FakeTerminal(false, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  public static FakeTerminal ofSize(int columns, int rows) {
    return new FakeTerminal(true, columns, rows);
  }

  public void resize(int newColumns, int newRows) {
    columns = newColumns;
    rows = newRows;
  }

  public Console console() {
    return console;
  }

  /** Returns what was written to standard output since the last call. */
  public String output() {
    return taken(out);
  }

  /** Returns what was written to standard error since the last call. */
  public String errors() {
    return taken(err);
  }

  private static String taken(ByteArrayOutputStream stream) {
    synchronized (stream) {
      String text = stream.toString(StandardCharsets.UTF_8);
      stream.reset();
      return text;
    }
  }

  @Override
  public boolean isInteractive() {
    return interactive;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public int rows() {
    return rows;
  }
}
