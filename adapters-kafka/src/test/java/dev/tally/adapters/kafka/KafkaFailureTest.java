package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
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
  void ownFaultIsHandedOnAsItIs() {
    IllegalStateException fault = new IllegalStateException("ours");

    assertThat(KafkaFailure.explain(CLUSTER, "list topics", fault)).isSameAs(fault);
  }
}
