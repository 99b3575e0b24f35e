package dev.tally.adapters.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that takes its name only when it is complete and on disk. Until it is published the file
 * that has the name is whole, and closing without that leaves it so.
 */
final class PendingFile implements AutoCloseable {

  private static final String SUFFIX = ".tmp";

  private final Path target;
  private final Path temporary;

  private PendingFile(Path target) {
    this.target = target;
    this.temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
  }

  /** Writes the content, and returns once it is on disk. */
  static PendingFile write(Path target, Content content) throws IOException {
    PendingFile file = new PendingFile(target);
    try (FileChannel channel =
            FileChannel.open(
                file.temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (IOException | RuntimeException failure) {
      file.close();
      throw failure;
    }
    return file;
  }

  /** Tells whether a name is that of a pending file for some target of that name. */
  static boolean isPending(String name, String target) {
    return name.startsWith("." + target + ".") && name.endsWith(SUFFIX);
  }

  /** Returns the name that the file will have. */
  Path target() {
    return target;
  }

  /** Gives the file its name, in place of the one that had it. */
  void publish() throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(temporary);
  }

  /** Writes what is to be in the file. */
  @FunctionalInterface
  interface Content {

    /** Writes it to a buffered stream. */
    void writeTo(OutputStream out) throws IOException;
  }
}
