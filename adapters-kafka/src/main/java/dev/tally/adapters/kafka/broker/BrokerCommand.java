package dev.tally.adapters.kafka.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of the broker's JVM.
 *
 * <p>An installed Tally names its directory in the system property {@code tally.home} and keeps the
 * server's jars in {@code lib/broker}; elsewhere, in tests, the class path of this JVM serves. The
 * launcher may name an archive of class data to use, and a file in which to note the classes for
 * one.
 */
final class BrokerCommand {

  private static final String LOGGING =
      BrokerCommand.class.getPackageName().replace('.', '/') + "/broker-logback.xml";

  private BrokerCommand() {}

  static List<String> of(BrokerArguments arguments) {
    Optional<Path> home = property("tally.home", "").map(Path::of);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    if (arguments.isLongRunning()) {
      command.add("-XX:+UseZGC");
    } else {
      command.add("-XX:+UseSerialGC");
      // A broker moves bytes: the second compiler would only double a start's processor time.
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.add("-XX:+ExitOnOutOfMemoryError"); // rather no broker than half of one
    property("tally.broker.archive", "-XX:SharedArchiveFile=").ifPresent(command::add);
    property("tally.broker.classes", "-XX:DumpLoadedClassList=").ifPresent(command::add);
    command.add("-Xlog:disable"); // the JVM's own warnings would go to the parent's pipe
    command.add("-Xlog:all=warning:stderr");
    command.add("-XX:ErrorFile=" + arguments.logDirectory().resolve("broker-crash-%p.log"));
    command.add("-Dlogback.configurationFile=" + LOGGING);
    command.add("-Dtally.broker.log=" + arguments.logFile());
    command.add("-cp");
    command.add(
        home.map(lib -> lib.resolve("lib/broker") + "/*")
            .orElseGet(() -> System.getProperty("java.class.path")));
    command.add(BrokerMain.class.getName());
    command.addAll(arguments.toCommandLine());
    return command;
  }

  private static Optional<String> property(String name, String prefix) {
    return Optional.ofNullable(System.getProperty(name)).map(value -> prefix + value);
  }
}
