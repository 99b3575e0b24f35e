package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The Kafka settings of the embedded broker: one node that is broker and controller, small, quick
 * to start, and never the one to delete a user's data.
 */
final class ServerProperties {

  static final int NODE_ID = 1;
  static final String CLIENT_LISTENER = "CLIENT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  static final String LOOPBACK = "127.0.0.1";

  private ServerProperties() {}

  /** The embedded broker's settings, with the entries of the file, if any, put over them. */
  static Properties of(BrokerDirectory directory, int port, Optional<Path> overrides) {
    Properties properties = new Properties();
    addNode(properties, directory, port);
    addSingleReplica(properties);
    addKeepEverything(properties);
    addSmallFootprint(properties);
    overrides.ifPresent(file -> load(properties, file));
    return properties;
  }

  private static void addNode(Properties properties, BrokerDirectory directory, int port) {
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(NODE_ID));
    properties.setProperty("log.dirs", directory.kafkaLogs().toString());
    properties.setProperty(
        "listeners",
        "%s://%s:%d,%s://%s:0"
            .formatted(CLIENT_LISTENER, LOOPBACK, port, CONTROLLER_LISTENER, LOOPBACK));
    properties.setProperty(
        "listener.security.protocol.map",
        "%s:PLAINTEXT,%s:PLAINTEXT".formatted(CLIENT_LISTENER, CONTROLLER_LISTENER));
    properties.setProperty("inter.broker.listener.name", CLIENT_LISTENER);
    properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    // A placeholder: KRaftNode tells the quorum the port once the system has chosen it.
    properties.setProperty("controller.quorum.voters", NODE_ID + "@0.0.0.0:0");
  }

  private static void addSingleReplica(Properties properties) {
    properties.setProperty("default.replication.factor", "1");
    properties.setProperty("min.insync.replicas", "1");
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("num.partitions", "2");
    properties.setProperty("auto.create.topics.enable", "false");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    // Flink's sink asks for an hour by default.
    properties.setProperty("transaction.max.timeout.ms", "3600000");
  }

  private static void addKeepEverything(Properties properties) {
    properties.setProperty("log.retention.ms", "-1");
    properties.setProperty("log.retention.bytes", "-1");
    properties.setProperty("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
    // After a kill, the segment being written is checked record by record: small ones keep that
    // short.
    properties.setProperty("log.segment.bytes", "67108864");
    properties.setProperty("log.index.size.max.bytes", "1048576");
  }

  private static void addSmallFootprint(Properties properties) {
    properties.setProperty("offsets.topic.num.partitions", "1");
    properties.setProperty("transaction.state.log.num.partitions", "1");
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("background.threads", "2");
    properties.setProperty("num.recovery.threads.per.data.dir", "2");
    // The default buffer is a quarter of this broker's heap.
    properties.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
    // A killed broker's successor is let in when this has passed; after a clean stop, at once.
    properties.setProperty("broker.session.timeout.ms", "3000");
    properties.setProperty("broker.heartbeat.interval.ms", "500");
    // There is nobody to hand over to, and no follower to keep awake.
    properties.setProperty("auto.leader.rebalance.enable", "false");
    properties.setProperty("metadata.max.idle.interval.ms", "0");
  }

  private static void load(Properties properties, Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw unreadable(file, BrokerDirectory.reason(e), e);
    } catch (IllegalArgumentException e) { // a broken escape
      throw unreadable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static TallyException unreadable(Path file, String reason, Exception cause) {
    return new TallyException(
        Problem.USAGE, "Cannot read the server properties %s: %s.".formatted(file, reason), cause);
  }
}
