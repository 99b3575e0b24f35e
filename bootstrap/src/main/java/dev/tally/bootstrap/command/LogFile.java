package dev.tally.bootstrap.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file that engine and client logs of this process go to. The log library reads its place from
 * system properties when the first logger is asked for, so they are set before.
 */
final class LogFile {

  private static final String PROPERTY = "tally.log.file";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final Pattern FILE = Pattern.compile("[a-z-]+-[0-9]{8}-[0-9]{6}-[0-9]+\\.log");
  private static final int KEPT = 50;

  private LogFile() {}

  /**
   * Chooses the file.
   *
   * @param onConsole whether the logs are to be seen on the console as well
   */
  static Path begin(Environment environment, String command, boolean onConsole) {
    String name =
        "%s-%s-%d.log"
            .formatted(
                command.replace(' ', '-'),
                NAME.format(Instant.ofEpochMilli(environment.clock().now())),
                ProcessHandle.current().pid());
    Path folder = folder(environment.directory());
    removeOldest(folder);
    Path file = folder.resolve(name);
    System.setProperty(PROPERTY, file.toString());
    System.setProperty("tally.log.console", Boolean.toString(onConsole));
    return file;
  }

  /** Tells the user where the logs of this process are. */
  static void announce(Environment environment) {
    environment.console().note("Log: " + System.getProperty(PROPERTY));
  }

  // Names begin with the command, so age is the file's own.
  private static void removeOldest(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> FILE.matcher(file.getFileName().toString()).matches())
          .map(Path::toFile)
          .sorted(Comparator.comparingLong(File::lastModified).reversed())
          .skip(KEPT)
          .forEach(File::delete);
    } catch (IOException e) {
      // Old logs are no reason not to work.
    }
  }

  // Where the working directory cannot be written to, commands on a remote broker still work.
  private static Path folder(Path directory) {
    Path folder = directory.resolve(Environment.DATA_DIRECTORY).resolve("logs");
    try {
      Files.createDirectories(folder);
      return folder;
    } catch (IOException e) {
      return Path.of(System.getProperty("java.io.tmpdir"));
    }
  }
}
