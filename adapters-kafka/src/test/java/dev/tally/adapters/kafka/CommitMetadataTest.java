package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.out.JobCommit;
import dev.tally.domain.aggregation.Accounting;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class CommitMetadataTest {

  @Test
  void commitSurvivesTheWayThroughOffsets() {
    JobCommit commit = commit(3);

    assertThat(CommitMetadata.commitIn("in", CommitMetadata.offsets("in", commit)))
        .contains(commit);
    assertThat(CommitMetadata.commitIn("other", CommitMetadata.offsets("in", commit))).isEmpty();
    assertThat(CommitMetadata.commitIn("in", CommitMetadata.plainOffsets("in", commit))).isEmpty();
  }

  @Test
  void commitThatBrokersWouldRefuseIsLeftOut() {
    Map<TopicPartition, OffsetAndMetadata> offsets = CommitMetadata.offsets("in", commit(1_000));

    assertThat(offsets.values()).allMatch(offset -> offset.metadata().isEmpty());
    assertThat(offsets).containsEntry(new TopicPartition("in", 4), new OffsetAndMetadata(9));
    assertThat(CommitMetadata.offsets("in", commit(150)).values())
        .anyMatch(offset -> !offset.metadata().isEmpty())
        .allMatch(offset -> offset.metadata().length() <= CommitMetadata.LONGEST);
  }

  @Test
  void metadataOfOthersIsNoCommit() {
    for (String text : new String[] {"hello", "AA==", "AQAAAAU=", "AX////8="}) {
      assertThat(
              CommitMetadata.commitIn(
                  "in", Map.of(new TopicPartition("in", 0), new OffsetAndMetadata(1, text))))
          .as(text)
          .isEmpty();
    }
  }

  private static JobCommit commit(int runs) {
    SortedMap<Integer, Long> epochs = new TreeMap<>();
    for (int run = 0; run < runs; run++) {
      epochs.put(run, 10L * run);
    }
    return new JobCommit(
        "job=j\nzone=UTC",
        -7,
        epochs,
        Map.of(4, 9L, 5, 0L),
        60_000,
        new Accounting(9, 9, 0, 0, 0, 0));
  }
}
