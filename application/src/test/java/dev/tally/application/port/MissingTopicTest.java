package dev.tally.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingTopicTest {

  @ParameterizedTest
  @CsvSource({
    "user_behavior,user_behaviors",
    "behaviour_stats,behavior_stats",
    "userbehaviors,user_behaviors",
    "stats,''",
    "sales,''"
  })
  void nearestTopicIsGuessedButNotFromAfar(String typed, String meant) {
    String message = message(typed, List.of("behavior_stats", "user_behaviors"));

    assertThat(message)
        .isEqualTo(
            "Topic '%s' does not exist in .tally, which has behavior_stats, user_behaviors.%n"
                    .formatted(typed)
                + (meant.isEmpty() ? "" : "Did you mean '%s'? Otherwise: ".formatted(meant))
                + "Run a job that writes it, or see ./tally topics.");
  }

  @Test
  void whereThereIsNoneItIsSaid() {
    assertThat(message("stats", List.of()))
        .startsWith("Topic 'stats' does not exist in .tally, which has no topics yet.");
  }

  @Test
  void manyTopicsAreNotAllListed() {
    List<String> many = IntStream.range(10, 20).mapToObj(number -> "topic" + number).toList();

    assertThat(message("clicks", many))
        .contains(
            "which has topic10, topic11, topic12, topic13, topic14, topic15, topic16, topic17"
                + " and 2 more.");
  }

  @Test
  void kindOfTroubleIsNotFound() {
    assertThat(MissingTopic.behaviors("t", "here", List.of()).asException().problem())
        .isEqualTo(Problem.NOT_FOUND);
  }

  private static String message(String topic, List<String> existing) {
    return String.valueOf(
        MissingTopic.output(topic, "in .tally", existing).asException().getMessage());
  }
}
