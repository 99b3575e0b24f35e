package dev.tally.adapters.kafka.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the parent tells the broker's JVM on its command line: {@code name=value}, in any order.
 *
 * @param isLongRunning what the JVM itself is set up for; it is not told on
 */
record BrokerArguments(
    Path dataDirectory,
    int port,
    Path logDirectory,
    Optional<Path> serverProperties,
    boolean isLongRunning) {

  private static final String DATA_DIRECTORY = "data-dir=";
  private static final String PORT = "port=";
  private static final String LOG_DIRECTORY = "log-dir=";
  private static final String SERVER_PROPERTIES = "server-properties=";

  static BrokerArguments of(BrokerDirectory directory, BrokerOptions options) {
    return new BrokerArguments(
        directory.root(),
        options.port(),
        options.logDirectory().orElse(directory.defaultLogs()).toAbsolutePath(),
        options.serverProperties().map(Path::toAbsolutePath),
        options.isLongRunning());
  }

  static BrokerArguments parse(String[] arguments) {
    return new BrokerArguments(
        Path.of(required(arguments, DATA_DIRECTORY)),
        Integer.parseInt(required(arguments, PORT)),
        Path.of(required(arguments, LOG_DIRECTORY)),
        find(arguments, SERVER_PROPERTIES).map(Path::of),
        false);
  }

  /** The broker's log. */
  Path logFile() {
    return logDirectory.resolve("broker.log");
  }

  /** Standard error of the broker's JVM, for what never reaches its log. */
  Path errorFile() {
    return logDirectory.resolve("broker.err");
  }

  BrokerFailure failure() {
    return new BrokerFailure(dataDirectory, logFile());
  }

  List<String> toCommandLine() {
    List<String> arguments = new ArrayList<>();
    arguments.add(DATA_DIRECTORY + dataDirectory);
    arguments.add(PORT + port);
    arguments.add(LOG_DIRECTORY + logDirectory);
    serverProperties.ifPresent(file -> arguments.add(SERVER_PROPERTIES + file));
    return arguments;
  }

  private static String required(String[] arguments, String name) {
    return find(arguments, name)
        .orElseThrow(() -> new IllegalArgumentException("Missing argument " + name + "VALUE"));
  }

  private static Optional<String> find(String[] arguments, String name) {
    for (String argument : arguments) {
      if (argument.startsWith(name)) {
        return Optional.of(argument.substring(name.length()));
      }
    }
    return Optional.empty();
  }
}
