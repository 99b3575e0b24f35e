package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/**
 * How far a bare connection to a cluster's addresses comes. The clients try again and again until
 * their time is up, and then say only that.
 */
final class Reachability {

  private static final int CONNECTS_WITHIN_MILLIS = 700;
  private static final String CHECK_ADDRESS =
      "Start it, or check --bootstrap-servers and bootstrap.servers in --kafka-config.";
  private static final String CHECK_LISTENERS =
      "Correct advertised.listeners in the broker's configuration, or make that address reachable"
          + " from here.";

  private Reachability() {}

  /** Returns if one of the addresses accepts a connection. */
  static void require(Cluster cluster) {
    String obstacle = obstacleTo(cluster);
    if (!obstacle.isEmpty()) {
      throw KafkaFailure.unreachable(cluster, obstacle, CHECK_ADDRESS, null);
    }
  }

  /** Returns the error for a cluster that was waited for in vain. */
  static TallyException timedOut(Cluster cluster, Throwable cause) {
    String obstacle = obstacleTo(cluster);
    if (obstacle.isEmpty()) {
      Optional<String> elsewhere = AdvertisedAddresses.obstacle(cluster);
      if (elsewhere.isPresent()) {
        return KafkaFailure.unreachable(cluster, elsewhere.get(), CHECK_LISTENERS, cause);
      }
    }
    return obstacle.isEmpty()
        ? KafkaFailure.unreachable(
            cluster,
            "it accepts connections but does not answer as a Kafka broker in time",
            "Check the port, security.protocol in --kafka-config, and the broker's"
                + " advertised.listeners.",
            cause)
        : KafkaFailure.unreachable(cluster, obstacle, CHECK_ADDRESS, cause);
  }

  /** Returns what is in the way of a connection to all of the addresses; empty where nothing is. */
  static String obstacleTo(Cluster cluster) {
    String obstacle = "";
    for (String address : cluster.bootstrapServers().split(",", -1)) {
      obstacle = obstacleAt(address.strip());
      if (obstacle.isEmpty()) {
        break;
      }
    }
    return obstacle;
  }

  /** Returns what is in the way of a connection; empty where nothing is. */
  static String obstacleAt(String hostAndPort) {
    InetSocketAddress address;
    try {
      address = HostAndPort.of(hostAndPort).lookUp();
    } catch (IllegalArgumentException e) {
      return "'%s' is not host:port".formatted(hostAndPort);
    }
    if (address.isUnresolved()) {
      return "the name '%s' cannot be resolved".formatted(address.getHostString());
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECTS_WITHIN_MILLIS);
      return "";
    } catch (IOException e) {
      return "it does not accept connections (%s)".formatted(e.getMessage());
    }
  }
}
