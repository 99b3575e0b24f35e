package dev.tally.adapters.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsAtRestTest {

  @TempDir Path directory;

  @Test
  void topicsAreToldByTheFoldersOfTheirPartitions() throws IOException {
    for (String folder :
        new String[] {
          "user_behaviors-1",
          "user_behaviors-0",
          "test-topic-0",
          "__consumer_offsets-12",
          "__cluster_metadata-0",
          "tally-behavior-counts-behavior_stats-state-0",
          "gone-0.5a1f-delete",
        }) {
      Files.createDirectories(directory.resolve("kafka").resolve(folder));
    }
    Files.writeString(directory.resolve("kafka").resolve("meta.properties"), "");

    assertThat(EmbeddedBroker.topicsAtRest(directory).orElseThrow())
        .containsExactly("test-topic", "user_behaviors");
  }

  @Test
  void directoryWithoutABrokersDataHasNone() {
    assertThat(EmbeddedBroker.topicsAtRest(directory.resolve("new")).orElseThrow()).isEmpty();
  }
}
