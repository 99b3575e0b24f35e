package dev.tally.adapters.kafka;

import dev.tally.application.port.out.JobCommit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job's commit as the offsets of a consumer group: the positions are the offsets, all else is the
 * metadata of the first partition's offset. So Kafka's own tools show the lag.
 */
final class CommitMetadata {

  /** Brokers take 4,096 characters unless told otherwise. */
  static final int LONGEST = 4_000;

  private static final Logger LOG = LoggerFactory.getLogger(CommitMetadata.class);
  private static final JobCommit.Format FORMAT = new JobCommit.Format();

  private CommitMetadata() {}

  /** Returns the offsets that keep a commit. */
  static Map<TopicPartition, OffsetAndMetadata> offsets(String input, JobCommit commit) {
    return offsets(input, commit.positions(), text(commit));
  }

  /** Returns the offsets that keep positions only: nothing can be gone on with from them. */
  static Map<TopicPartition, OffsetAndMetadata> plainOffsets(String input, JobCommit commit) {
    return offsets(input, commit.positions(), "");
  }

  /** Reads what {@link #offsets} made of a commit; empty where there is none. */
  static Optional<JobCommit> commitIn(
      String input, Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<Integer, Long> positions = new TreeMap<>();
    Map<Integer, String> metadata = new TreeMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (partition.topic().equals(input) && offset != null) {
            positions.put(partition.partition(), offset.offset());
            if (!offset.metadata().isEmpty()) {
              metadata.put(partition.partition(), offset.metadata());
            }
          }
        });
    return metadata.values().stream().findFirst().flatMap(text -> read(text, positions));
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      String input, Map<Integer, Long> positions, String metadata) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    int first = positions.keySet().stream().mapToInt(partition -> partition).min().orElse(0);
    positions.forEach(
        (partition, offset) ->
            offsets.put(
                new TopicPartition(input, partition),
                new OffsetAndMetadata(offset, partition == first ? metadata : "")));
    return offsets;
  }

  private static String text(JobCommit commit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      FORMAT.write(commit, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // cannot be: the bytes stay in memory
    }
    String text = Base64.getEncoder().encodeToString(bytes.toByteArray());
    if (text.length() > LONGEST) {
      LOG.warn("a commit of {} runs is too long to be kept with the offsets", commit.runs().size());
      return "";
    }
    return text;
  }

  // What others have written there is not ours to complain about: it is no commit of ours.
  private static Optional<JobCommit> read(String text, Map<Integer, Long> positions) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return Optional.of(FORMAT.read(in).at(positions));
    } catch (IOException | IllegalArgumentException | NegativeArraySizeException e) {
      LOG.info("the metadata of a consumer group's offset is not of a job's commit", e);
      return Optional.empty();
    }
  }
}
