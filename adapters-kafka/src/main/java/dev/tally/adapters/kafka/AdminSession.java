package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * One short conversation with a cluster's administration; its errors are for the user. A broker
 * that says nothing at all is given up in time for a user who waits; one that is slow is not.
 */
final class AdminSession implements AutoCloseable {

  private static final long SILENCE_MILLIS = 2_500;

  private final Cluster cluster;
  private final boolean hasSpoken;
  private final SharedAdmin shared;
  private final double answersBefore;

  private AdminSession(Cluster cluster, boolean hasSpoken, SharedAdmin shared) {
    this.cluster = cluster;
    this.hasSpoken = hasSpoken;
    this.shared = shared;
    this.answersBefore = answers();
  }

  /** Opens a session with a cluster that accepts connections; nothing is asked yet. */
  static AdminSession open(Cluster cluster) {
    Reachability.require(cluster);
    boolean hasSpoken = FirstWords.exchange(cluster);
    try {
      return new AdminSession(cluster, hasSpoken, SharedAdmin.use(cluster));
    } catch (KafkaException e) {
      throw KafkaFailure.notSetUp(cluster, e);
    }
  }

  /** Returns the client, for requests whose answers {@link #await} waits for. */
  Admin admin() {
    return shared.admin();
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
      return awaitWithPatience(answer);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException
          || e.getCause() instanceof AuthenticationException) {
        shared.discard(); // the next conversation begins with a client that knows nothing
      }
      throw e;
    }
  }

  private <T> T awaitWithPatience(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get(SILENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      boolean isThere = hasSpoken || hasAnswered();
      if (!mayBeSilent() && (!isThere || AdvertisedAddresses.obstacle(cluster).isPresent())) {
        throw new ExecutionException(new TimeoutException("not a word from the broker", e));
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
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

  /** Returns what to throw where a topic is not there. */
  RuntimeException noSuchTopic(String topic) {
    return KafkaFailure.noSuchTopic(cluster, topic);
  }

  @Override
  public void close() {
    shared.letGo();
  }

  private boolean mayBeSilent() {
    return cluster
        .clientProperties()
        .containsKey(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
  }

  private boolean hasAnswered() {
    return answers() > answersBefore;
  }

  private double answers() {
    return admin().metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("response-total"))
        .mapToDouble(metric -> (Double) metric.getValue().metricValue())
        .sum();
  }
}
