package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listeners of all kinds, by what they answer. */
@Timeout(20)
final class FirstWordsTest {

  private static final String TLS_ALERT = "15030300020228";
  private static final String TLS_HELLO = "160303005a";
  private static final String WANTS_LOGIN = "0000001d 00000001 0021 00000001 000d";
  private static final String WANTS_NO_LOGIN = "0000000a 00000001 0022 00000000";

  @ParameterizedTest
  @CsvSource({
    "PLAINTEXT," + TLS_ALERT + ",it speaks TLS and security.protocol is PLAINTEXT",
    "SASL_PLAINTEXT," + TLS_ALERT + ",it speaks TLS and security.protocol is SASL_PLAINTEXT",
    "plaintext," + WANTS_LOGIN + ",it asks for a login and security.protocol is PLAINTEXT",
    "SASL_SSL,00000000,the TLS handshake failed",
    "SSL,'',the TLS handshake failed",
  })
  void listenerOfAnotherKindIsTold(String protocol, String answer, String told) throws IOException {
    try (Listener listener = new Listener(answer)) {
      assertThatThrownBy(() -> FirstWords.exchange(listener.cluster(protocol)))
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.UNREACHABLE))
          .hasMessageStartingWith(
              "Cannot reach the broker at 127.0.0.1:%d: %s"
                  .formatted(listener.socket.getLocalPort(), told));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PLAINTEXT," + WANTS_NO_LOGIN,
    "SASL_PLAINTEXT," + WANTS_LOGIN,
    "SSL," + TLS_HELLO,
    "SASL_SSL," + TLS_ALERT,
  })
  void listenerOfTheRightKindHasAnswered(String protocol, String answer) throws IOException {
    try (Listener listener = new Listener(answer)) {
      assertThat(FirstWords.exchange(listener.cluster(protocol))).isTrue();
    }
  }

  @Test
  void whoSaysNothingHasNotAnswered() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(FirstWords.exchange(Cluster.at("127.0.0.1:" + silent.getLocalPort()))).isFalse();
    }
  }

  /** Answers one client, whatever it says, and hangs up. */
  private static final class Listener implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Void> served;

    Listener(String answer) throws IOException {
      byte[] bytes = HexFormat.of().parseHex(answer.replace(" ", ""));
      served =
          CompletableFuture.runAsync(
              () -> {
                try (Socket client = socket.accept()) {
                  assertThat(client.getInputStream().readNBytes(8)).hasSize(8);
                  client.getOutputStream().write(bytes);
                  client.shutdownOutput();
                  client.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
    }

    Cluster cluster(String protocol) {
      return new Cluster(
          Map.of(
              "bootstrap.servers",
              "127.0.0.1:" + socket.getLocalPort(),
              "security.protocol",
              protocol));
    }

    @Override
    public void close() throws IOException {
      served.join();
      socket.close();
    }
  }
}
