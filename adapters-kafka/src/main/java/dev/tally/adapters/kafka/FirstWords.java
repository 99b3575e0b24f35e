package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/**
 * What a listener answers to the first words of a client, which tells listeners for TLS, for a
 * login and for neither apart. The clients cannot: to them a listener of another kind is one that
 * hangs up, so they try again until their time is up, and they take TLS for the length of a message
 * and make room for it.
 *
 * <p>No handshake is completed and no certificate judged: that is left to the client.
 */
final class FirstWords {

  private static final String PLAIN = "PLAINTEXT";
  private static final int ANSWERS_WITHIN_MILLIS = 1_000;
  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final short SASL_HANDSHAKE_VERSION = 1;
  private static final int CORRELATION = 1;

  private FirstWords() {}

  private record Obstacle(String finding, String fix) {}

  /**
   * Returns unless all of the cluster's addresses that answer are of another kind.
   *
   * @return whether one of the right kind has answered, so that one who waits for more waits for a
   *     slow broker, not for nobody
   */
  static boolean exchange(Cluster cluster) {
    String protocol =
        cluster
            .clientProperties()
            .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, PLAIN)
            .toUpperCase(Locale.ROOT);
    Optional<Obstacle> obstacle = Optional.empty();
    for (String address : cluster.bootstrapServers().split(",", -1)) {
      try (Socket socket = connect(address.strip())) {
        obstacle = exchange(socket, protocol);
        if (obstacle.isEmpty()) {
          return true;
        }
      } catch (IOException | IllegalArgumentException e) {
        // No address, away, slow, or of some other kind: the client will find out.
      }
    }
    obstacle.ifPresent(
        found -> {
          throw KafkaFailure.unreachable(cluster, found.finding(), found.fix(), null);
        });
    return false;
  }

  private static Socket connect(String hostAndPort) throws IOException {
    InetSocketAddress address = HostAndPort.of(hostAndPort).lookUp();
    Socket socket = new Socket();
    try {
      socket.connect(address, ANSWERS_WITHIN_MILLIS);
      socket.setSoTimeout(ANSWERS_WITHIN_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Optional<Obstacle> exchange(Socket socket, String protocol) throws IOException {
    return switch (protocol) {
      case "SSL", "SASL_SSL" -> sayTls(socket, protocol);
      case PLAIN, "SASL_PLAINTEXT" -> sayPlainly(socket, protocol);
      default -> Optional.empty(); // the client will refuse it
    };
  }

  private static Optional<Obstacle> sayTls(Socket socket, String protocol) throws IOException {
    SSLEngine engine = engine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    socket.getOutputStream().write(hello.array(), 0, hello.position());
    int answer = firstByte(socket);
    return answer == TLS_HANDSHAKE || answer == TLS_ALERT
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "the TLS handshake failed, since it does not speak TLS and security.protocol is "
                    + protocol,
                "Check the port, and security.protocol in --kafka-config."));
  }

  // Who finds no sense in the hello may hang up before it has read all of it.
  private static int firstByte(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException e) {
      return -1;
    }
  }

  private static SSLEngine engine() {
    try {
      return SSLContext.getDefault().createSSLEngine();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has a default TLS context", e);
    }
  }

  private static Optional<Obstacle> sayPlainly(Socket socket, String protocol) throws IOException {
    socket.getOutputStream().write(loginRequest());
    DataInputStream answer = new DataInputStream(socket.getInputStream());
    int first = answer.read();
    if (first == TLS_ALERT || first == TLS_HANDSHAKE) {
      return Optional.of(
          new Obstacle(
              "it speaks TLS and security.protocol is " + protocol,
              "Set security.protocol to SSL or SASL_SSL in --kafka-config."));
    }
    answer.skipNBytes(3); // the rest of the length
    boolean isAnswered = answer.readInt() == CORRELATION;
    boolean wantsLogin = answer.readShort() == Errors.UNSUPPORTED_SASL_MECHANISM.code();
    return isAnswered && wantsLogin && protocol.equals(PLAIN)
        ? Optional.of(
            new Obstacle(
                "it asks for a login and security.protocol is PLAINTEXT",
                "Set security.protocol to SASL_PLAINTEXT and the sasl.* properties in"
                    + " --kafka-config."))
        : Optional.empty();
  }

  // Asks for a mechanism that nobody has. A listener for logins says so, any other that it is none.
  private static byte[] loginRequest() throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    DataOutputStream words = new DataOutputStream(request);
    words.writeShort(ApiKeys.SASL_HANDSHAKE.id);
    words.writeShort(SASL_HANDSHAKE_VERSION);
    words.writeInt(CORRELATION);
    words.writeUTF("tally-probe");
    words.writeUTF("NONE");
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    new DataOutputStream(message).writeInt(request.size());
    request.writeTo(message);
    return message.toByteArray();
  }
}
