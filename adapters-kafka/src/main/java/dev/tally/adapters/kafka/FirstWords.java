package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
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

  private static final int ANSWERS_WITHIN_MILLIS = 1_000;
  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final short SASL_HANDSHAKE_VERSION = 1;
  private static final int CORRELATION = 1;

  private FirstWords() {}

  /**
   * Returns what keeps these client properties from getting on with the listener at the other end;
   * empty where nothing is known to. The socket is of no more use afterwards.
   *
   * @throws IOException where there is no answer in time, or none that Kafka could have given
   */
  static Optional<Reachability.Obstacle> obstacle(Socket connected, Cluster cluster)
      throws IOException {
    String protocol =
        cluster
            .clientProperties()
            .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT")
            .toUpperCase(Locale.ROOT);
    connected.setSoTimeout(ANSWERS_WITHIN_MILLIS);
    return switch (protocol) {
      case "SSL", "SASL_SSL" -> sayTls(connected, protocol);
      case "PLAINTEXT", "SASL_PLAINTEXT" -> sayPlainly(connected, protocol);
      default -> Optional.empty(); // the client will refuse it
    };
  }

  private static Optional<Reachability.Obstacle> sayTls(Socket socket, String protocol)
      throws IOException {
    SSLEngine engine = engine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    socket.getOutputStream().write(hello.array(), 0, hello.position());
    int answer = socket.getInputStream().read();
    return answer == TLS_HANDSHAKE || answer == TLS_ALERT
        ? Optional.empty()
        : Optional.of(
            new Reachability.Obstacle(
                "the TLS handshake failed, since it does not speak TLS and security.protocol is "
                    + protocol,
                "Check the port, and security.protocol in --kafka-config."));
  }

  private static SSLEngine engine() {
    try {
      return SSLContext.getDefault().createSSLEngine();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has a default TLS context", e);
    }
  }

  private static Optional<Reachability.Obstacle> sayPlainly(Socket socket, String protocol)
      throws IOException {
    socket.getOutputStream().write(loginRequest());
    DataInputStream answer = new DataInputStream(socket.getInputStream());
    int first = answer.read();
    if (first == TLS_ALERT || first == TLS_HANDSHAKE) {
      return Optional.of(
          new Reachability.Obstacle(
              "it speaks TLS and security.protocol is " + protocol,
              "Set security.protocol to SSL or SASL_SSL in --kafka-config."));
    }
    answer.skipNBytes(3); // the rest of the length
    boolean isAnswered = answer.readInt() == CORRELATION;
    boolean wantsLogin = answer.readShort() == Errors.UNSUPPORTED_SASL_MECHANISM.code();
    return isAnswered && wantsLogin && protocol.equals("PLAINTEXT")
        ? Optional.of(
            new Reachability.Obstacle(
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
