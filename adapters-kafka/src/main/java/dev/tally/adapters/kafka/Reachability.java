package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/**
 * How far a bare connection to a cluster's addresses and its first words come. The clients try
 * again and again until their time is up, and then say only that.
 */
final class Reachability {

  private static final int CONNECTS_WITHIN_MILLIS = 700;
  private static final String CHECK_ADDRESS =
      "Start it, or check --bootstrap-servers and bootstrap.servers in --kafka-config.";

  private static final Obstacle SILENCE =
      new Obstacle(
          "it accepts connections but does not answer as a Kafka broker in time",
          "Check the port, security.protocol in --kafka-config, and the broker's"
              + " advertised.listeners.");

  private Reachability() {}

  /**
   * What is in the way.
   *
   * @param finding what was found, to go after "cannot reach the broker:"
   * @param fix what the user can do
   */
  record Obstacle(String finding, String fix) {}

  /**
   * Returns if one of the addresses accepts a connection and is not of another kind.
   *
   * @return whether it has answered, so that one who waits for more waits for a slow broker, not
   *     for nobody
   */
  static boolean require(Cluster cluster) {
    Optional<Obstacle> obstacle = obstacleTo(cluster);
    if (obstacle.isPresent() && !obstacle.get().equals(SILENCE)) {
      throw KafkaFailure.unreachable(cluster, obstacle.get().finding(), obstacle.get().fix(), null);
    }
    return obstacle.isEmpty();
  }

  /** Returns the error for a cluster that was waited for in vain. */
  static TallyException timedOut(Cluster cluster, Throwable cause) {
    Obstacle obstacle = obstacleTo(cluster).orElse(SILENCE);
    return KafkaFailure.unreachable(cluster, obstacle.finding(), obstacle.fix(), cause);
  }

  private static Optional<Obstacle> obstacleTo(Cluster cluster) {
    Optional<Obstacle> obstacle = Optional.empty();
    for (String address : cluster.bootstrapServers().split(",", -1)) {
      obstacle = tried(address.strip(), cluster);
      if (obstacle.isEmpty()) {
        break;
      }
    }
    return obstacle;
  }

  private static Optional<Obstacle> tried(String hostAndPort, Cluster cluster) {
    int colon = hostAndPort.lastIndexOf(':');
    String host = hostAndPort.substring(0, Math.max(colon, 0)).replaceAll("^\\[|]$", "");
    InetSocketAddress address;
    try {
      address = new InetSocketAddress(host, Integer.parseInt(hostAndPort.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return away("'%s' is not host:port".formatted(hostAndPort));
    }
    if (address.isUnresolved()) {
      return away("the name '%s' cannot be resolved".formatted(host));
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECTS_WITHIN_MILLIS);
      return answered(socket, cluster);
    } catch (IOException e) {
      return away("it does not accept connections (%s)".formatted(e.getMessage()));
    }
  }

  private static Optional<Obstacle> answered(Socket connected, Cluster cluster) {
    try {
      return FirstWords.obstacle(connected, cluster);
    } catch (IOException e) {
      return Optional.of(SILENCE);
    }
  }

  private static Optional<Obstacle> away(String finding) {
    return Optional.of(new Obstacle(finding, CHECK_ADDRESS));
  }
}
