package dev.tally.benchmarks.files;

import dev.tally.benchmarks.contestant.Task;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The limit of reading: two threads look at every byte of a file, eight at a time, for line breaks,
 * and count them.
 */
final class NewlineScan {

  private static final int THREADS = 2;
  private static final int BUFFER = 1 << 20;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

  private NewlineScan() {}

  /** Runs, and tells how many {@code records} there are; told {@code topic} (the file). */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(Task.of(arguments).text("topic"));
    ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    try (FileChannel channel = FileChannel.open(file)) {
      long share = (channel.size() + THREADS - 1) / THREADS;
      List<Callable<Long>> shares = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        long start = thread * share;
        long end = Math.min(channel.size(), start + share);
        shares.add(() -> count(channel, start, end));
      }
      long newlines = 0;
      for (Future<Long> part : workers.invokeAll(shares)) {
        newlines += part.get();
      }
      Task.tell("records", newlines);
    } finally {
      workers.shutdownNow();
    }
  }

  private static long count(FileChannel channel, long start, long end) throws IOException {
    byte[] bytes = new byte[BUFFER];
    long newlines = 0;
    long position = start;
    while (position < end) {
      int read =
          channel.read(ByteBuffer.wrap(bytes, 0, (int) Math.min(BUFFER, end - position)), position);
      if (read < 0) {
        throw new IOException("The file has become shorter.");
      }
      newlines += count(bytes, read);
      position += read;
    }
    return newlines;
  }

  private static long count(byte[] bytes, int length) {
    long newlines = 0;
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORDS.get(bytes, at) ^ NEWLINES;
      // The high bit of each byte that is zero, exactly.
      newlines += Long.bitCount(~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS));
    }
    for (; at < length; at++) {
      newlines += bytes[at] == '\n' ? 1 : 0;
    }
    return newlines;
  }
}
