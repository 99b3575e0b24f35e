package dev.tally.bootstrap.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Some lines at the bottom of the terminal, drawn in place: each frame is one write that goes over
 * the one before, so nothing flickers. Lines are cut to the terminal's width and frames to its
 * height, of which the last line is kept. Used by one thread.
 */
public final class LiveArea {

  private static final String UP = "\033[%dA";
  private static final String CLEAR_TO_END_OF_LINE = "\033[K";
  private static final String CLEAR_BELOW = "\033[J";

  private final PrintStream out;
  private final Terminal terminal;
  private List<String> shown = List.of();

  LiveArea(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Draws the lines over the ones before. */
  public void show(List<String> lines) {
    int columns = terminal.columns();
    List<String> frame = fitted(lines, terminal.rows() - 1, columns);
    StringBuilder text = new StringBuilder("\r");
    int up = shown.stream().mapToInt(line -> rowsOf(line, columns)).sum();
    if (up > 0) {
      text.append(UP.formatted(up));
    }
    for (String line : frame) {
      text.append(line).append(CLEAR_TO_END_OF_LINE).append('\n');
    }
    out.print(text.append(CLEAR_BELOW));
    out.flush();
    shown = frame;
  }

  /** Removes the lines, for others to be printed where they stood. */
  public void clear() {
    show(List.of());
  }

  private static List<String> fitted(List<String> lines, int rows, int columns) {
    List<String> fitted = new ArrayList<>();
    boolean tooMany = lines.size() > rows && rows > 2;
    int head = tooMany ? rows - 2 : lines.size();
    lines
        .subList(0, head)
        .forEach(line -> fitted.add(DisplayWidth.cut(Printable.line(line), columns)));
    if (tooMany) {
      fitted.add(DisplayWidth.cut("... %d more lines".formatted(lines.size() - head - 1), columns));
      fitted.add(DisplayWidth.cut(Printable.line(lines.get(lines.size() - 1)), columns));
    }
    return fitted;
  }

  // A terminal that was made narrower since has wrapped what it shows.
  private static int rowsOf(String line, int columns) {
    return Math.max(1, (DisplayWidth.of(line) - 1) / columns + 1);
  }
}
