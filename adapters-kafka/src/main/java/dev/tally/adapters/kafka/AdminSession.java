package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** One short conversation with a cluster's administration; its errors are for the user. */
final class AdminSession implements AutoCloseable {

  private final Cluster cluster;
  private final Admin admin;

  private AdminSession(Cluster cluster, Admin admin) {
    this.cluster = cluster;
    this.admin = admin;
  }

  /** Opens a session; nothing is sent yet. */
  static AdminSession open(Cluster cluster) {
    try {
      return new AdminSession(cluster, Admin.create(ClientSettings.admin(cluster)));
    } catch (KafkaException e) {
      throw KafkaFailure.explain(cluster, "talk to the broker", e);
    }
  }

  /** Returns the client, for requests whose answers {@link #await} waits for. */
  Admin admin() {
    return admin;
  }

  /** Waits for an answer; its failure is thrown in the user's words. */
  <T> T await(String action, KafkaFuture<T> answer) {
    try {
      return awaitPlainly(answer);
    } catch (ExecutionException e) {
      throw explained(action, e);
    }
  }

  /** Waits for an answer; empty where the topic asked for does not exist. */
  <T> Optional<T> awaitIfThere(String action, KafkaFuture<T> answer) {
    try {
      return Optional.of(awaitPlainly(answer));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw explained(action, e);
    }
  }

  /** Waits for an answer; its failure is thrown as it came. */
  <T> T awaitPlainly(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Returns a failure in the user's words. */
  RuntimeException explained(String action, Throwable failure) {
    return KafkaFailure.explain(cluster, action, failure);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
