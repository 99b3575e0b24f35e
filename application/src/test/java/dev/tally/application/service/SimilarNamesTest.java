package dev.tally.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {

  @ParameterizedTest
  @CsvSource({"'','',0", "a,'',1", "'',ab,2", "kitten,sitting,3", "flaw,lawn,2", "same,same,0"})
  void distanceIsTheNumberOfEdits(String left, String right, int edits) {
    assertThat(SimilarNames.distance(left, right)).isEqualTo(edits);
    assertThat(SimilarNames.distance(right, left)).isEqualTo(edits);
  }

  @Test
  void nearestNameIsGuessed() {
    assertThat(SimilarNames.closest("user_behavior", List.of("behavior_stats", "user_behaviors")))
        .hasValue("user_behaviors");
  }

  @Test
  void nothingIsGuessedFromAfar() {
    assertThat(SimilarNames.closest("sales", List.of("behavior_stats", "user_behaviors")))
        .isEmpty();
  }
}
