package dev.tally.adapters.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * How far a bare connection to a broker's address comes: the clients themselves say only that time
 * is up.
 *
 * @param finding what was found, to go after a colon
 * @param fix what to do about it
 */
record Reachability(String finding, String fix) {

  private static final int CONNECTS_WITHIN_MILLIS = 700;
  private static final String CHECK_ADDRESS =
      "Start it, or check --bootstrap-servers and bootstrap.servers in --kafka-config.";

  /** Tries the first of the addresses. */
  static Reachability of(String bootstrapServers) {
    String first = bootstrapServers.split(",", 2)[0].strip();
    int colon = first.lastIndexOf(':');
    String host = first.substring(0, Math.max(colon, 0)).replaceAll("^\\[|]$", "");
    try {
      int port = Integer.parseInt(first.substring(colon + 1));
      return tried(first, new InetSocketAddress(host, port));
    } catch (IllegalArgumentException e) {
      return new Reachability("'%s' is not host:port".formatted(first), CHECK_ADDRESS);
    }
  }

  private static Reachability tried(String name, InetSocketAddress address) {
    if (address.isUnresolved()) {
      return new Reachability("the name cannot be resolved", CHECK_ADDRESS);
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECTS_WITHIN_MILLIS);
    } catch (IOException e) {
      return new Reachability(
          "%s does not accept connections (%s)".formatted(name, e.getMessage()), CHECK_ADDRESS);
    }
    return new Reachability(
        name + " accepts connections but does not answer as a Kafka broker in time",
        "Check that the port is a Kafka listener, security.protocol, and the broker's"
            + " advertised.listeners.");
  }
}
