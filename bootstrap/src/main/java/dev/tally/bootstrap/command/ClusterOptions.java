package dev.tally.bootstrap.command;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.bootstrap.wiring.Brokers.Broker;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which broker a command talks to. */
final class ClusterOptions {

  private static final String ADDRESS = "bootstrap.servers";
  private static final Pattern SECRET = Pattern.compile("password|jaas|[.]key$|secret|token");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:,/]+):([0-9]{1,5})");

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      description = "The Kafka broker to use; without it, the embedded one of the data directory.")
  @Nullable String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Kafka's own client properties: security, timeouts, ...")
  @Nullable Path kafkaConfig;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = Environment.DATA_DIRECTORY,
      description = "The embedded broker's data directory. Default: ${DEFAULT-VALUE}")
  Path dataDirectory;

  @Option(
      names = "--wait-for-broker",
      paramLabel = "SPAN",
      description = "Wait so long for a broker that cannot be reached yet. Default: not at all")
  @Nullable Duration waitForBroker;

  /** Finds or starts the broker. What was started for this command ends with the session. */
  Session open(Environment environment) {
    Map<String, String> properties = clientProperties(environment.directory());
    warnOfReaders(environment, properties);
    if (properties.containsKey(ADDRESS)) {
      Cluster cluster = new Cluster(properties);
      if (waitForBroker != null) {
        new BrokerWait(environment, cluster).await(waitForBroker);
      }
      return new Session(cluster, Optional.empty(), stateDirectory(environment));
    }
    Path directory = environment.directory().resolve(dataDirectory);
    Broker broker = environment.brokers().connectOrStart(directory);
    properties.put(ADDRESS, broker.bootstrapServers());
    return new Session(new Cluster(properties), Optional.of(broker), directory.resolve("state"));
  }

  /**
   * Answers at once where a topic is missing and a broker would have to be started only to say so.
   */
  void requireTopic(
      Environment environment,
      String topic,
      BiFunction<String, List<String>, MissingTopic> missing) {
    if (clientProperties(environment.directory()).containsKey(ADDRESS)) {
      return;
    }
    environment
        .brokers()
        .topicsAtRest(environment.directory().resolve(dataDirectory))
        .filter(topics -> !topics.contains(topic))
        .ifPresent(
            topics -> {
              throw missing.apply("in " + dataDirectory, topics).asException();
            });
  }

  /** Checks what can be checked before anything is started. */
  Map<String, String> clientProperties(Path directory) {
    Map<String, String> properties = new HashMap<>();
    if (kafkaConfig != null) {
      properties.putAll(read(directory.resolve(kafkaConfig)));
    }
    if (bootstrapServers != null) {
      properties.put(ADDRESS, bootstrapServers);
    }
    Optional.ofNullable(properties.get(ADDRESS)).ifPresent(ClusterOptions::checkAddress);
    return properties;
  }

  // Whoever reads a login can use it.
  private void warnOfReaders(Environment environment, Map<String, String> properties) {
    boolean holdsSecrets =
        properties.keySet().stream().anyMatch(name -> SECRET.matcher(name).find());
    if (kafkaConfig != null
        && holdsSecrets
        && isReadByAll(environment.directory().resolve(kafkaConfig))) {
      environment
          .console()
          .note(
              "Everybody on this machine can read the passwords in %s: chmod 600 %s"
                  .formatted(kafkaConfig, kafkaConfig));
    }
  }

  private static boolean isReadByAll(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // a file system with rules of its own
    }
  }

  // Kept state belongs to one cluster's offsets.
  private Path stateDirectory(Environment environment) {
    String address = clientProperties(environment.directory()).getOrDefault(ADDRESS, "");
    return environment
        .directory()
        .resolve(dataDirectory)
        .resolve("state")
        .resolve(address.replaceAll("[^A-Za-z0-9.-]", "_"));
  }

  private static void checkAddress(String servers) {
    for (String server : servers.split(",", -1)) {
      var matcher = HOST_AND_PORT.matcher(server.strip());
      if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
        throw new TallyException(
            Problem.USAGE,
            "'%s' is no broker address.%nName it as HOST:PORT, several with commas between: --bootstrap-servers localhost:9092"
                .formatted(server));
      }
    }
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new TallyException(
          Problem.NOT_FOUND,
          "There is no file %s.%nName Kafka's client properties file with --kafka-config."
              .formatted(file),
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new TallyException(
          Problem.FORBIDDEN,
          "Cannot read %s: %s.%nName a readable properties file with --kafka-config."
              .formatted(file, e.getMessage()),
          e);
    }
    Map<String, String> read = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
    return read;
  }

  /**
   * A broker in use by a command.
   *
   * @param embedded the broker, where it is an embedded one
   * @param stateDirectory where engines keep what belongs to this broker
   */
  record Session(Cluster cluster, Optional<Broker> embedded, Path stateDirectory)
      implements AutoCloseable {

    @Override
    public void close() {
      embedded.ifPresent(Broker::close);
    }
  }
}
