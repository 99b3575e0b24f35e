package dev.tally.adapters.kafka.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to start an embedded broker, and how to talk to it.
 *
 * <p>Port and server properties matter only to the process that starts the broker; one that finds a
 * running broker takes it as it is.
 *
 * @param port client port on loopback; 0 lets the system choose a free one
 * @param logDirectory where the broker writes its logs; empty for {@code logs} in the data
 *     directory
 * @param serverProperties a Kafka server properties file whose entries override the embedded
 *     broker's own, for instance {@code
 *     listener.security.protocol.map=CLIENT:SASL_SSL,CONTROLLER:PLAINTEXT}; the client listener is
 *     called {@code CLIENT}, the controller's {@code CONTROLLER}. One entry is ours: {@code
 *     tally.add-scram=SCRAM-SHA-512=[name=ann,password=secret]} makes that user when the data
 *     directory is new, since a broker that asks for a login needs somebody who has one
 * @param clientProperties Kafka client settings (security, for instance) with which the readiness
 *     of the broker is checked
 * @param isLongRunning whether the broker's JVM is set up for even answers over a long time, rather
 *     than for a quick start and little memory
 */
public record BrokerOptions(
    int port,
    Optional<Path> logDirectory,
    Optional<Path> serverProperties,
    Map<String, String> clientProperties,
    boolean isLongRunning) {

  private static final int HIGHEST_PORT = 65_535;

  /** Checks the port and takes an unmodifiable copy of the client properties. */
  public BrokerOptions {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port must be 0 to " + HIGHEST_PORT + ", not " + port);
    }
    clientProperties = Map.copyOf(clientProperties);
  }

  /** Any free port, logs in the data directory, no security. */
  public static BrokerOptions defaults() {
    return new BrokerOptions(0, Optional.empty(), Optional.empty(), Map.of(), false);
  }

  /** These options with another client port; 0 lets the system choose. */
  public BrokerOptions withPort(int newPort) {
    return new BrokerOptions(
        newPort, logDirectory, serverProperties, clientProperties, isLongRunning);
  }

  /** These options with another directory for the broker's logs. */
  public BrokerOptions withLogDirectory(Path newDirectory) {
    return new BrokerOptions(
        port, Optional.of(newDirectory), serverProperties, clientProperties, isLongRunning);
  }

  /** These options with server properties, and with the client properties that they call for. */
  public BrokerOptions withServerProperties(Path file, Map<String, String> forClients) {
    return new BrokerOptions(port, logDirectory, Optional.of(file), forClients, isLongRunning);
  }

  /**
   * These options for a broker that is to answer evenly, as a broker in service does: all of the
   * JVM's compilers, and a collector that hardly pauses.
   */
  public BrokerOptions forLongRun() {
    return new BrokerOptions(port, logDirectory, serverProperties, clientProperties, true);
  }
}
