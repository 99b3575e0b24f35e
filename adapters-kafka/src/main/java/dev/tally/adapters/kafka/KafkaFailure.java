package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Says a Kafka client's failure in the user's words: what, where, and how to mend it. */
final class KafkaFailure {

  private KafkaFailure() {}

  /**
   * Returns what to throw: a {@link TallyException} where the user can mend it, the failure itself
   * where it is ours or an interruption.
   *
   * @param action what was tried, to go after "cannot", for instance "read topic orders"
   */
  static RuntimeException explain(Cluster cluster, String action, Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof TallyException || cause instanceof InterruptException) {
      return (RuntimeException) cause;
    }
    String at = cluster.bootstrapServers();
    if (cause instanceof SslAuthenticationException handshake) {
      return TlsFailure.explain(cluster, handshake);
    }
    if (cause instanceof AuthenticationException) {
      return unreachable(
          cluster,
          "it refused the login (%s)".formatted(lineOf(cause)),
          "Check the sasl.* properties in --kafka-config.",
          cause);
    }
    if (cause instanceof AuthorizationException) {
      return new TallyException(
          Problem.FORBIDDEN,
          "Cannot %s: the broker at %s denies access (%s).\nAsk for the permission, or log in as another user with --kafka-config."
              .formatted(action, at, lineOf(cause)),
          cause);
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return notFound(cluster, action, cause);
    }
    if (cause instanceof InvalidTopicException) {
      return new TallyException(
          Problem.USAGE,
          "Cannot %s: not a topic name (%s).\nUse up to 249 letters, digits, dots, dashes and underscores."
              .formatted(action, lineOf(cause)),
          cause);
    }
    if (cause instanceof TimeoutException) {
      return Reachability.timedOut(cluster, cause);
    }
    if (cause instanceof UnsupportedVersionException) {
      return unreachable(
          cluster,
          "it is too old to %s (%s)".formatted(action, lineOf(cause)),
          "Use a broker of version 2.5 or newer.",
          cause);
    }
    if (cause instanceof RecordTooLargeException) {
      return new TallyException(
          Problem.DATA,
          "Cannot %s: a record is larger than the broker at %s takes (%s).\nRaise max.message.bytes of the topic."
              .formatted(action, at, lineOf(cause)),
          cause);
    }
    if (cause instanceof ApiException) {
      return new TallyException(
          Problem.UNREACHABLE,
          "Cannot %s: the broker at %s answered: %s\nThe log has the details."
              .formatted(action, at, lineOf(cause)),
          cause);
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new KafkaException("cannot " + action, cause);
  }

  /** Returns what to throw where a client could not be made from its properties. */
  static TallyException notSetUp(Cluster cluster, KafkaException failure) {
    Throwable cause = unwrapped(failure);
    if (String.valueOf(cause.getMessage()).contains("JAAS")) {
      // It repeats words of the property, which may be pieces of a password: so does the cause.
      return new TallyException(
          Problem.USAGE,
          "The Kafka client for %s cannot be set up: sasl.jaas.config is not well-formed.\nWrite it as CLASS required username=\"NAME\" password=\"PASSWORD\"; in --kafka-config, quotes and backslashes in the password escaped."
              .formatted(cluster.bootstrapServers()));
    }
    String reason = cause instanceof KafkaException ? lineOf(cause) : cause.toString();
    return new TallyException(
        Problem.USAGE,
        "The Kafka client for %s cannot be set up: %s\nCheck --bootstrap-servers and --kafka-config."
            .formatted(cluster.bootstrapServers(), reason),
        failure);
  }

  /** Returns the error for a topic that is not there. */
  static TallyException noSuchTopic(Cluster cluster, String topic) {
    return new TallyException(
        Problem.NOT_FOUND,
        "Topic %s does not exist at %s.\nSee ./tally topics for those that do."
            .formatted(topic, cluster.bootstrapServers()));
  }

  /** Returns the error for a broker that cannot be reached. */
  static TallyException unreachable(
      Cluster cluster, String finding, String fix, @Nullable Throwable cause) {
    String message =
        "Cannot reach the broker at %s: %s.\n%s"
            .formatted(cluster.bootstrapServers(), finding, fix);
    return cause == null
        ? new TallyException(Problem.UNREACHABLE, message)
        : new TallyException(Problem.UNREACHABLE, message, cause);
  }

  private static TallyException notFound(Cluster cluster, String action, Throwable cause) {
    return new TallyException(
        Problem.NOT_FOUND,
        "Cannot %s: no such topic at %s.\nSee ./tally topics for those that are there."
            .formatted(action, cluster.bootstrapServers()),
        cause);
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable current = failure;
    while (current.getCause() != null && isWrapper(current)) {
      current = current.getCause();
    }
    return current;
  }

  // The clients wrap the reason in a bare KafkaException: "Failed to construct kafka consumer".
  private static boolean isWrapper(Throwable failure) {
    return failure instanceof ExecutionException
        || failure instanceof CompletionException
        || failure.getClass() == KafkaException.class;
  }

  /** Returns the message of a failure on one line. */
  static String lineOf(Throwable cause) {
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
  }
}
