package dev.tally.adapters.spark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.io.LZ4CompressionCodec;

/**
 * A version of the state store, looked through before a run goes on from it. Spark would find
 * damage too, but seconds later, and would say so in its own words: the same files in the same
 * order are read here, whose blocks carry checksums and whose last four bytes are Spark's mark of
 * the end.
 */
record StoredVersion(Path store, long version) {

  private static final int END = -1;
  private static final int BUFFER_BYTES = 64 * 1024;

  /**
   * Reads every file that the version is made of.
   *
   * @throws IOException where one is missing, cut off or has changed; the message names it
   */
  void requireIntact(int shards) throws IOException {
    CompressionCodec codec = new LZ4CompressionCodec(new SparkConf(false));
    for (int shard = 0; shard < shards; shard++) {
      Path folder = store.resolve("0").resolve(Integer.toString(shard));
      long at = version;
      while (at > 0 && !Files.exists(folder.resolve(at + ".snapshot"))) {
        requireIntact(codec, folder.resolve(at + ".delta"));
        at--;
      }
      if (at > 0) {
        requireIntact(codec, folder.resolve(at + ".snapshot"));
      }
    }
  }

  private void requireIntact(CompressionCodec codec, Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(store.relativize(file) + " is missing");
    }
    int last = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in =
        codec.compressedInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = Math.max(0, read - Integer.BYTES); i < read; i++) {
          last = (last << Byte.SIZE) | (buffer[i] & 0xFF);
        }
      }
      if (last != END) {
        throw new EOFException("no end");
      }
    } catch (IOException damaged) {
      throw new IOException(store.relativize(file) + " cannot be read", damaged);
    }
  }
}
