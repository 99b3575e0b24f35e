package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses that a broker tells its clients to use. A client that cannot reach those says no
 * more than that its time is up, though the broker it was sent to has answered; so here one
 * question is put to that broker alone.
 */
final class AdvertisedAddresses {

  private static final Logger LOG = LoggerFactory.getLogger(AdvertisedAddresses.class);
  private static final int ANSWERS_WITHIN_MILLIS = 1_500;
  private static final int BUFFER = 64 * 1024;

  private AdvertisedAddresses() {}

  /** Returns what is wrong with them; empty where one can be connected to, or none is known. */
  static Optional<String> obstacle(Cluster cluster) {
    List<String> obstacles = new ArrayList<>();
    for (Node broker : brokers(cluster)) {
      String address = broker.host() + ":" + broker.port();
      String obstacle = Reachability.obstacleAt(address);
      if (obstacle.isEmpty()) {
        return Optional.empty();
      }
      obstacles.add(
          "it answers, but tells clients to use %s, its advertised.listeners, and there %s"
              .formatted(address, obstacle));
    }
    return obstacles.stream().findFirst();
  }

  private static Collection<Node> brokers(Cluster cluster) {
    for (String address : cluster.bootstrapServers().split(",", -1)) {
      try {
        return ask(cluster, address.strip());
      } catch (IOException | KafkaException e) {
        LOG.info("{} does not tell the brokers' addresses", address, e);
      }
    }
    return List.of();
  }

  private static Collection<Node> ask(Cluster cluster, String address) throws IOException {
    HostAndPort place = HostAndPort.of(address);
    Node node = new Node(-1, place.host(), place.port());
    Map<String, Object> settings = ClientSettings.admin(cluster);
    Time time = Time.SYSTEM;
    LogContext logs = new LogContext("[tally-probe] ");
    try (Metrics metrics = new Metrics(time);
        NetworkClient client =
            new NetworkClient(
                new Selector(
                    ANSWERS_WITHIN_MILLIS,
                    metrics,
                    time,
                    "tally-probe",
                    ClientUtils.createChannelBuilder(new AdminClientConfig(settings), time, logs),
                    logs),
                new ManualMetadataUpdater(),
                "tally-probe",
                1,
                0,
                0,
                BUFFER,
                BUFFER,
                ANSWERS_WITHIN_MILLIS,
                ANSWERS_WITHIN_MILLIS,
                ANSWERS_WITHIN_MILLIS,
                time,
                true,
                new ApiVersions(),
                logs,
                MetadataRecoveryStrategy.NONE)) {
      if (!NetworkClientUtils.awaitReady(client, node, time, ANSWERS_WITHIN_MILLIS)) {
        return List.of();
      }
      ClientResponse answer =
          NetworkClientUtils.sendAndReceive(
              client,
              client.newClientRequest(
                  node.idString(),
                  new MetadataRequest.Builder(List.of(), false),
                  time.milliseconds(),
                  true),
              time);
      return answer.responseBody() instanceof MetadataResponse metadata
          ? metadata.brokers()
          : List.of();
    }
  }
}
