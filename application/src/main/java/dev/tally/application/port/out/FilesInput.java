package dev.tally.application.port.out;

import java.util.List;

/**
 * Files as input, cut into ranges before the engine starts. It always has an end.
 *
 * @param <E> the events
 * @param ranges every record of the input once: by file, then by offset
 * @param readers opens the ranges, on whichever machine they are read
 */
public record FilesInput<E>(List<FileRange> ranges, RangeReaders<E> readers) implements Input<E> {

  public FilesInput {
    ranges = List.copyOf(ranges);
  }

  /** Returns how many bytes there are to read. */
  public long bytes() {
    return ranges.stream().mapToLong(FileRange::length).sum();
  }
}
