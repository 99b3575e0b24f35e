package dev.tally.bootstrap.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams: results go to output, everything about the run itself to error, so that a
 * pipe gets results only. Text may hold pieces of data: what a terminal would obey is taken out of
 * it here, see {@link Printable}. Always UTF-8. Thread-safe.
 */
public final class Console {

  private static final int BUFFER = 1 << 16;

  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;

  /** Writes to the given streams. */
  public Console(PrintStream out, PrintStream err, Terminal terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Returns the console of this process. */
  public static Console ofThisProcess() {
    return new Console(
        utf8(FileDescriptor.out), utf8(FileDescriptor.err), ProcessTerminal.ofThisProcess());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  /** Returns what output is connected to. */
  public Terminal terminal() {
    return terminal;
  }

  /** Writes lines of a result. */
  public void print(Iterable<String> lines) {
    lines.forEach(line -> out.println(Printable.line(line)));
    out.flush();
  }

  /** Writes one line of a result. */
  public void print(String line) {
    out.println(Printable.line(line));
    out.flush();
  }

  /** Writes lines of a result for programs, to the letter: their format has its own escapes. */
  public void printExactly(Iterable<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /**
   * Writes one line of many as {@link #printExactly} does; it may wait in the buffer until {@link
   * #flush}.
   */
  public void printBuffered(String line) {
    out.println(line);
  }

  /** Writes what waits in the buffer; tells whether somebody still reads. */
  public boolean flush() {
    return !out.checkError();
  }

  /** Writes a line or two about the run. */
  public void note(String text) {
    out.flush();
    err.println(Printable.lines(text));
    err.flush();
  }

  /** Writes what went wrong, in one or two lines. */
  public void error(String message) {
    note("tally: " + message);
  }

  /** Returns standard output for what writes by itself, such as help texts. */
  public PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  /** Returns standard error for what writes by itself. */
  public PrintWriter errWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  /** Returns an area at the bottom of the terminal that is drawn anew each time. */
  public LiveArea live() {
    return new LiveArea(out, terminal);
  }
}
