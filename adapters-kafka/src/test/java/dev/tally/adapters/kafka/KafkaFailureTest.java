package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.security.cert.CertPathBuilderException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** What users are told of what brokers refuse. */
final class KafkaFailureTest {

  private static final Cluster CLUSTER = Cluster.at("broker:9092");

  @Test
  void deniedTopicNamesTheTopicAndTheFix() {
    Throwable denied = new TopicAuthorizationException(Set.of("orders"));

    assertThatExceptionOfType(TallyException.class)
        .isThrownBy(
            () -> {
              throw KafkaFailure.explain(
                  CLUSTER, "read topic orders", new ExecutionException(denied));
            })
        .withMessage(
            "Cannot read topic orders: the broker at broker:9092 denies access"
                + " (Not authorized to access topics: [orders]).\n"
                + "Ask for the permission, or log in as another user with --kafka-config.")
        .returns(Problem.FORBIDDEN, TallyException::problem)
        .withCause(denied);
  }

  @Test
  void refusedLoginNamesTheProperties() {
    RuntimeException told =
        KafkaFailure.explain(
            CLUSTER,
            "list topics",
            new KafkaException("Failed", new SaslAuthenticationException("Authentication failed")));

    assertThat(told)
        .isInstanceOf(TallyException.class)
        .hasMessage(
            "Cannot reach the broker at broker:9092: it refused the login (Authentication failed).\n"
                + "Check the sasl.* properties in --kafka-config.");
  }

  @Test
  void untrustedCertificateIsNamedAsTheReason() {
    Throwable handshake =
        new SslAuthenticationException(
            "SSL handshake failed",
            new SSLHandshakeException("PKIX path building failed")
                .initCause(new CertPathBuilderException("unable to find valid path")));

    assertThat(KafkaFailure.explain(CLUSTER, "list topics", handshake))
        .hasMessage(
            "Cannot reach the broker at broker:9092: the TLS handshake failed, since its certificate is not trusted (unable to find valid path).\n"
                + "Name a truststore that holds its certificate or its authority's with ssl.truststore.* in --kafka-config.");
  }

  @Test
  void brokenLoginPropertyIsNotRepeated() {
    Map<String, String> properties =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:9",
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required password=\"x\"secret;");
    Cluster cluster = new Cluster(properties);
    KafkaException failure =
        catchThrowableOfType(
            KafkaException.class, () -> Admin.create(new HashMap<String, Object>(properties)));

    assertThat(failure).rootCause().hasMessageContaining("secret");
    assertThat(KafkaFailure.notSetUp(cluster, failure))
        .hasMessageStartingWith(
            "The Kafka client for 127.0.0.1:9 cannot be set up: sasl.jaas.config is not well-formed.\n")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void ownFaultIsHandedOnAsItIs() {
    IllegalStateException fault = new IllegalStateException("ours");

    assertThat(KafkaFailure.explain(CLUSTER, "list topics", fault)).isSameAs(fault);
  }
}
