package dev.tally.adapters.spark;

import dev.tally.application.port.Problem;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Settles, before a run begins, where it will read from. Spark would do so seconds later, when what
 * is 'latest' has become another place.
 */
final class StartingPositions {

  private static final int ANSWER_MILLIS = 5_000;

  private StartingPositions() {}

  /**
   * Returns the offset of the first record to read in each partition of the topic.
   *
   * @param kept where an earlier run ended; partitions that are not in it begin where the input
   *     says
   * @throws TallyException where the broker does not answer, or has no such topic
   */
  static Map<Integer, Long> of(TopicInput<?> input, Map<Integer, Long> kept) {
    Map<String, Object> properties = new HashMap<>(input.cluster().clientProperties());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    try (Admin admin = Admin.create(properties)) {
      Map<Integer, Long> positions = new TreeMap<>(offsets(admin, input));
      positions.putAll(kept);
      return positions;
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof UnknownTopicOrPartitionException
          ? new TallyException(
              Problem.NOT_FOUND,
              "no topic %s at %s".formatted(input.topic(), input.cluster().bootstrapServers()),
              failure)
          : unanswered(input, failure);
    } catch (TimeoutException failure) {
      throw unanswered(input, failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw unanswered(input, failure);
    }
  }

  private static Map<Integer, Long> offsets(Admin admin, TopicInput<?> input)
      throws ExecutionException, InterruptedException, TimeoutException {
    String topic = input.topic();
    OffsetSpec place =
        input.start() == StartPosition.LATEST ? OffsetSpec.latest() : OffsetSpec.earliest();
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicDescription description :
        answer(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
      for (TopicPartitionInfo partition : description.partitions()) {
        asked.put(new TopicPartition(topic, partition.partition()), place);
      }
    }
    Map<Integer, Long> offsets = new TreeMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> answered :
        answer(admin.listOffsets(asked).all()).entrySet()) {
      offsets.put(answered.getKey().partition(), answered.getValue().offset());
    }
    return offsets;
  }

  private static <T> T answer(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static TallyException unanswered(TopicInput<?> input, Exception failure) {
    return new TallyException(
        Problem.UNREACHABLE,
        "the broker at %s did not say where topic %s begins and ends: is it running?"
            .formatted(input.cluster().bootstrapServers(), input.topic()),
        failure);
  }
}
