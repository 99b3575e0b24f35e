package dev.tally.adapters.spark;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local files of checkpoints, without Hadoop's extras. Hadoop starts processes, {@code chmod}
 * and {@code readlink}, for each file, several in every micro-batch, and logs a stack trace where a
 * stop interrupts one; here files simply get the permissions that the process gives to files, and
 * links are followed.
 */
final class PlainLocalFiles extends DelegateToFileSystem {

  private static final String SCHEME = "file";
  private static final int NO_PORT = -1;

  /** Made by Hadoop, reflectively. */
  PlainLocalFiles(URI uri, Configuration configuration) throws IOException, URISyntaxException {
    super(uri, new Files(), configuration, SCHEME, false);
  }

  @Override
  public int getUriDefaultPort() {
    return NO_PORT;
  }

  @Override
  public boolean isValidName(String name) {
    return true; // the operating system decides
  }

  private static final class Files extends RawLocalFileSystem {

    @Override
    public void setPermission(Path path, FsPermission permission) {}

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
      return getFileStatus(path);
    }
  }
}
