package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** What Spark is told of a login, and what Kafka's clients make of it. */
final class KeptSecretsTest {

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "bootstrap.servers", "broker:9092",
          "ssl.truststore.password", "canary-1",
          "a.login.module.of.its.own", "canary-2");

  @Test
  void sparkGetsReferencesOnly() {
    Map<String, String> told = KeptSecrets.referTo(PROPERTIES);

    assertThat(told).containsEntry("bootstrap.servers", "broker:9092");
    assertThat(told.toString()).doesNotContain("canary");
    assertThat(KeptSecrets.referTo(Map.copyOf(PROPERTIES))).isEqualTo(told);
  }

  @Test
  void clientsGetWhatTheReferencesStandFor() {
    Map<String, Object> told = new HashMap<>(KeptSecrets.referTo(PROPERTIES));
    told.put("key.deserializer", ByteArrayDeserializer.class);
    told.put("value.deserializer", ByteArrayDeserializer.class);
    ConsumerConfig config = new ConsumerConfig(told);

    assertThat(config.getPassword("ssl.truststore.password")).isEqualTo(new Password("canary-1"));
    assertThat(config.originals()).containsEntry("a.login.module.of.its.own", "canary-2");
  }

  @Test
  void referencesOfTheUsersOwnAreLeftToTheirProviders() {
    Map<String, String> own =
        Map.of(
            "bootstrap.servers", "broker:9092",
            "config.providers", "file",
            "config.providers.file.class",
                "org.apache.kafka.common.config.provider.FileConfigProvider",
            "sasl.jaas.config", "${file:/etc/login:jaas}",
            "ssl.key.password", "canary-3");

    assertThat(KeptSecrets.referTo(own))
        .containsEntry("config.providers", "file,tally")
        .containsEntry("sasl.jaas.config", "${file:/etc/login:jaas}")
        .containsEntry(
            "config.providers.file.class",
            "org.apache.kafka.common.config.provider.FileConfigProvider");
  }

  @Test
  void withoutSecretsNothingChanges() {
    Map<String, String> plain = Map.of("bootstrap.servers", "broker:9092");

    assertThat(KeptSecrets.referTo(plain)).isSameAs(plain);
  }
}
