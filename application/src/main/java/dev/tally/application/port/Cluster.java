package dev.tally.application.port;

import java.io.Serializable;
import java.util.Map;

/**
 * A Kafka cluster: the client properties that reach it, {@code bootstrap.servers} among them. They
 * may hold passwords, so its text shows the address only.
 */
public record Cluster(Map<String, String> clientProperties) implements Serializable {

  private static final String ADDRESS = "bootstrap.servers";

  public Cluster {
    clientProperties = Map.copyOf(clientProperties);
    if (clientProperties.getOrDefault(ADDRESS, "").isBlank()) {
      throw new IllegalArgumentException("a cluster needs the client property " + ADDRESS);
    }
  }

  /** Returns the cluster at an address that asks for no login. */
  public static Cluster at(String bootstrapServers) {
    return new Cluster(Map.of(ADDRESS, bootstrapServers));
  }

  /** Returns the address, {@code host:port} with commas between. */
  public String bootstrapServers() {
    return clientProperties.getOrDefault(ADDRESS, "");
  }

  @Override
  public String toString() {
    return "Cluster[" + bootstrapServers() + "]";
  }
}
