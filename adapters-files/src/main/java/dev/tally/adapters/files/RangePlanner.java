package dev.tally.adapters.files;

import dev.tally.application.port.out.FileRange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Cuts files into ranges of about {@code targetLength} bytes, each beginning where a record begins.
 * Whether a line break ends a record depends on all quotes before it, so a large file is looked
 * through once, in parts and in parallel: each part for both states that it may begin in, as those
 * of its neighbours are not known yet; then the parts are put together in order. Only quotes and
 * line breaks are looked at, eight bytes at a time. Compressed files are not cut.
 *
 * @param maximumLength of a record, as in {@link RecordScanner}
 */
record RangePlanner(byte delimiter, int maximumLength, long targetLength) {

  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int BYTE_ORDER_MARK = 0xEFBBBF;

  /** Returns the ranges of all files, by file, then by offset. */
  List<FileRange> plan(List<Path> files, int threads) throws IOException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<FileRange> ranges = new ArrayList<>();
      for (Path file : files) {
        ranges.addAll(plan(file, executor));
      }
      return ranges;
    } finally {
      executor.shutdownNow();
    }
  }

  private List<FileRange> plan(Path path, ExecutorService executor) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      long size = file.size();
      int beginning = firstThreeBytes(file);
      if (beginning >>> 8 == GZIP_MAGIC) {
        return List.of(new FileRange(path.toString(), 0, size, 1, true));
      }
      long start = beginning == BYTE_ORDER_MARK ? 3 : 0;
      if (start == size) {
        return List.of();
      }
      if (size - start <= targetLength) {
        return List.of(new FileRange(path.toString(), start, size, 1, false));
      }
      FileCutter cutter = new FileCutter(path, file, start, size, delimiter, maximumLength);
      for (Future<FilePart> part : survey(file, start, size, executor)) {
        cutter.add(await(part));
      }
      return cutter.finish();
    }
  }

  private List<Future<FilePart>> survey(
      FileChannel file, long start, long size, ExecutorService executor) throws IOException {
    List<Future<FilePart>> parts = new ArrayList<>();
    for (long from = start, to; from < size; from = to) {
      long partStart = from;
      long partEnd = FilePart.afterQuotes(file, Math.min(size, from + targetLength));
      to = partEnd;
      parts.add(
          executor.submit(
              () ->
                  partStart == start
                      ? FilePart.surveyFromRecord(
                          file, partStart, partEnd, delimiter, maximumLength)
                      : FilePart.survey(file, partStart, partEnd, delimiter, maximumLength)));
    }
    return parts;
  }

  private static FilePart await(Future<FilePart> part) throws IOException {
    try {
      return part.get();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while looking through the input");
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private static int firstThreeBytes(FileChannel file) throws IOException {
    ByteBuffer beginning = ByteBuffer.allocate(Integer.BYTES);
    file.read(beginning.slice(1, 3), 0);
    return beginning.getInt(0);
  }
}
