package dev.tally.benchmarks.micro;

import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;

/** Records side by side in one array, as a fetch brings them: larger than the first caches. */
final class Records {

  /** How many there are. */
  static final int COUNT = 100_000;

  private final byte[] bytes;
  private final int[] starts = new int[COUNT + 1];

  /** Takes so many records from a source. */
  Records(Supplier<byte[]> source) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < COUNT; i++) {
      all.writeBytes(source.get());
      starts[i + 1] = all.size();
    }
    bytes = all.toByteArray();
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int record) {
    return starts[record];
  }

  int length(int record) {
    return starts[record + 1] - starts[record];
  }
}
