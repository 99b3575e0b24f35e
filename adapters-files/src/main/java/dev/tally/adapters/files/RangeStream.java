package dev.tally.adapters.files;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.FileRange;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The content of a range, uncompressed; the line break or end of file that ends it included. */
final class RangeStream implements AutoCloseable {

  private static final int INFLATER_BUFFER = 64 * 1024;

  private final FileRange range;
  private final FileInputStream file;
  private final InputStream content;
  private long remaining;
  private long bytesRead;

  RangeStream(FileRange range) throws IOException {
    this.range = range;
    this.file = new FileInputStream(range.path());
    this.remaining = range.compressed() ? Long.MAX_VALUE : range.length();
    try {
      file.getChannel().position(range.start());
      this.content = range.compressed() ? new GZIPInputStream(file, INFLATER_BUFFER) : file;
    } catch (ZipException | EOFException damage) {
      file.close();
      throw damaged(damage);
    } catch (IOException failure) {
      file.close();
      throw failure;
    }
  }

  /** Fills the array from {@code offset} on; fewer bytes than there is room for mean the end. */
  int fill(byte[] buffer, int offset) throws IOException {
    int wanted = (int) Math.min(buffer.length - offset, remaining);
    int got;
    try {
      got = content.readNBytes(buffer, offset, wanted);
    } catch (ZipException | EOFException damage) {
      throw damaged(damage);
    }
    if (got < wanted && !range.compressed()) {
      throw new TallyException(
          Problem.DATA, range.path() + " became shorter while it was read; run the job again");
    }
    remaining -= got;
    bytesRead = file.getChannel().position() - range.start();
    return got;
  }

  /** Returns how far into the file the range has been taken in, in the file's own bytes. */
  long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private TallyException damaged(IOException cause) {
    return new TallyException(
        Problem.DATA, range.path() + " is damaged, its gzip data ends or breaks off early", cause);
  }
}
