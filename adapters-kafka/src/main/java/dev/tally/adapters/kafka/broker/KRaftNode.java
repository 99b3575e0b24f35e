package dev.tally.adapters.kafka.broker;

import static org.apache.kafka.metadata.properties.MetaPropertiesEnsemble.META_PROPERTIES_NAME;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's own server, controller and broker in one.
 *
 * <p>It does what {@link KafkaRaftServer} does, from the same parts, with one difference: the
 * system chooses the controller's port and the quorum is told afterwards, so that no port has to be
 * guessed as free.
 */
final class KRaftNode {

  /** Not Kafka's: its storage tool takes the same as an option, see {@link BrokerOptions}. */
  private static final String ADD_SCRAM = "tally.add-scram";

  private final ControllerServer controller;
  private final BrokerServer broker;

  private KRaftNode(ControllerServer controller, BrokerServer broker) {
    this.controller = controller;
    this.broker = broker;
  }

  /** Formats the storage when it is new, starts the node and returns when it accepts clients. */
  static KRaftNode start(Properties properties) throws Exception {
    Optional<String> user = Optional.ofNullable((String) properties.remove(ADD_SCRAM));
    KafkaConfig config = KafkaConfig.fromProps(properties, false);
    format(config, user);
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> storage =
        KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KRaftNode.class), "");
    CompletableFuture<Map<Integer, InetSocketAddress>> voters = new CompletableFuture<>();
    SharedServer shared =
        new SharedServer(
            config,
            storage._1(),
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, storage._1().clusterId().orElseThrow()),
            voters,
            List.of(),
            new StandardFaultHandlerFactory());
    ControllerServer controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2());
    KRaftNode node = new KRaftNode(controller, new BrokerServer(shared));
    CompletableFuture<Void> votersKnown =
        controller
            .socketServerFirstBoundPortFuture()
            .thenAccept(port -> voters.complete(Map.of(config.nodeId(), address(port))));
    controller.startup();
    votersKnown.join();
    node.broker.startup();
    return node;
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static void format(KafkaConfig config, Optional<String> user) throws Exception {
    if (Files.exists(Path.of(config.metadataLogDir(), META_PROPERTIES_NAME))) {
      return;
    }
    Formatter formatter =
        new Formatter()
            .setNodeId(config.nodeId())
            .setClusterId(Uuid.randomUuid().toString())
            .setControllerListenerName(ServerProperties.CONTROLLER_LISTENER)
            .setMetadataLogDirectory(config.metadataLogDir());
    formatter.addDirectory(config.metadataLogDir());
    user.ifPresent(scram -> formatter.setScramArguments(List.of(scram)));
    formatter.run();
  }

  /** Where clients connect. */
  String bootstrapServers() {
    ListenerName clients = new ListenerName(ServerProperties.CLIENT_LISTENER);
    return ServerProperties.LOOPBACK + ":" + broker.boundPort(clients);
  }

  /** Closes the logs cleanly, so that the next start needs no recovery. */
  void stop() {
    // The controller stops the client of the metadata log, which the broker needs to the end.
    broker.shutdown();
    controller.shutdown();
  }
}
