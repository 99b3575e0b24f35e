package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user is told, and how soon, where there is no broker. */
@Timeout(20)
final class UnreachableBrokerTest {

  @Test
  void saysThatNothingListens() throws IOException {
    String address = "127.0.0.1:" + freePort();

    assertThatThrownBy(() -> KafkaAdapter.topics().list(Cluster.at(address)))
        .isInstanceOfSatisfying(
            TallyException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.UNREACHABLE))
        .hasMessage(
            "Cannot reach the broker at %s: it does not accept connections (Connection refused).\nStart it, or check --bootstrap-servers and bootstrap.servers in --kafka-config."
                .formatted(address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '"',
      value = {
        "no-such-host.invalid:9092 > the name 'no-such-host.invalid' cannot be resolved",
        "localhost > 'localhost' is not host:port",
        "localhost:99999 > 'localhost:99999' is not host:port",
        "localhost:http > 'localhost:http' is not host:port",
      })
  void saysWhatIsWrongWithTheAddress(String address, String finding) {
    assertThatThrownBy(() -> KafkaAdapter.topics().describe(Cluster.at(address), "topic"))
        .isInstanceOf(TallyException.class)
        .hasMessage(
            "Cannot reach the broker at %s: %s.\nStart it, or check --bootstrap-servers and bootstrap.servers in --kafka-config."
                .formatted(address, finding));
  }

  @Test
  void saysThatTheOtherSideIsNoBroker() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Cluster cluster = Cluster.at("127.0.0.1:" + silent.getLocalPort());
      long start = System.nanoTime();

      assertThatThrownBy(() -> KafkaAdapter.tableReaders().open(cluster, "topic"))
          .isInstanceOf(TallyException.class)
          .hasMessage(
              "Cannot reach the broker at %s: it accepts connections but does not answer as a Kafka broker in time.\nCheck the port, security.protocol in --kafka-config, and the broker's advertised.listeners."
                  .formatted(cluster.bootstrapServers()));
      assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }
  }

  @Test
  void saysWhichAddressTheBrokerAdvertises() throws IOException {
    int nowhere = freePort();
    try (AdvertisingBroker broker = AdvertisingBroker.of("127.0.0.1", nowhere)) {
      Cluster cluster = Cluster.at("127.0.0.1:" + broker.port());
      long start = System.nanoTime();

      assertThatThrownBy(() -> KafkaAdapter.topics().describe(cluster, "topic"))
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.UNREACHABLE))
          .hasMessage(
              "Cannot reach the broker at %s: it answers, but tells clients to use 127.0.0.1:%d, its advertised.listeners, and there it does not accept connections (Connection refused).\nCorrect advertised.listeners in the broker's configuration, or make that address reachable from here."
                  .formatted(cluster.bootstrapServers(), nowhere));
      assertThat(System.nanoTime() - start).isLessThan(8_000_000_000L);
    }
  }

  @Test
  void nameThatTheBrokerAdvertisesCannotBeResolved() throws IOException {
    try (AdvertisingBroker broker = AdvertisingBroker.of("inside.invalid", 9092)) {
      assertThat(AdvertisedAddresses.obstacle(Cluster.at("127.0.0.1:" + broker.port())))
          .contains(
              "it answers, but tells clients to use inside.invalid:9092, its advertised.listeners, and there the name 'inside.invalid' cannot be resolved");
    }
  }

  @Test
  void brokerThatAdvertisesItselfIsNoObstacle() throws IOException {
    try (AdvertisingBroker broker = AdvertisingBroker.ofItself()) {
      assertThat(AdvertisedAddresses.obstacle(Cluster.at("127.0.0.1:" + broker.port()))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "security.protocol > NOPE > USAGE",
        "ssl.truststore.location > /no/such/file > USAGE",
      })
  void saysWhichPropertyIsWrong(String property, String value, Problem problem) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Map<String, String> properties = new HashMap<>();
      properties.put("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort());
      properties.put("security.protocol", "SSL");
      properties.put(property, value);

      assertThatThrownBy(() -> KafkaAdapter.topics().list(new Cluster(properties)))
          .isInstanceOfSatisfying(
              TallyException.class, failure -> assertThat(failure.problem()).isEqualTo(problem))
          .hasMessageContaining(value);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
