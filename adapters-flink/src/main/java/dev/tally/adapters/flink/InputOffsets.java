package dev.tally.adapters.flink;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker where an input topic begins and ends. Thread-safe. */
final class InputOffsets implements AutoCloseable {

  private static final String TIMEOUT_MILLIS = "5000";

  private final TopicInput<?> input;
  private final Admin admin;

  InputOffsets(TopicInput<?> input) {
    this.input = input;
    Properties properties = new Properties();
    properties.putAll(input.cluster().clientProperties());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.admin = Admin.create(properties);
  }

  /** Returns the offset of the first record of each partition. */
  Map<Integer, Long> beginning() {
    return offsets(OffsetSpec.earliest());
  }

  /** Returns the offset after the last committed record of each partition. */
  Map<Integer, Long> end() {
    return offsets(OffsetSpec.latest());
  }

  private Map<Integer, Long> offsets(OffsetSpec which) {
    String topic = input.topic();
    try {
      TopicDescription description =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().iterator().next();
      Map<TopicPartition, OffsetSpec> asked =
          description.partitions().stream()
              .map(TopicPartitionInfo::partition)
              .collect(
                  Collectors.toMap(
                      partition -> new TopicPartition(topic, partition), partition -> which));
      TreeMap<Integer, Long> offsets = new TreeMap<>();
      admin
          .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .all()
          .get()
          .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
      return offsets;
    } catch (ExecutionException e) {
      throw explained(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw explained(e);
    }
  }

  private TallyException explained(Throwable cause) {
    Function<Problem, TallyException> as =
        problem ->
            new TallyException(
                problem,
                "The offsets of topic '%s' at %s cannot be had: %s"
                    .formatted(
                        input.topic(), input.cluster().bootstrapServers(), cause.getMessage()),
                cause);
    if (cause instanceof UnknownTopicOrPartitionException) {
      return as.apply(Problem.NOT_FOUND);
    }
    return as.apply(
        cause instanceof AuthorizationException ? Problem.FORBIDDEN : Problem.UNREACHABLE);
  }

  @Override
  public void close() {
    admin.close();
  }
}
