package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a job's memory is called. */
final class StateTopicTest {

  @Test
  void isNamedAfterJobAndOutput() {
    assertThat(StateTopic.identity("behavior-counts", "behavior_stats"))
        .isEqualTo("tally-behavior-counts-behavior_stats");
    assertThat(StateTopic.nameFor("behavior-counts", "behavior_stats"))
        .isEqualTo("tally-behavior-counts-behavior_stats-state");
  }

  @Test
  void isATopicNameHoweverLongTheOutputs() {
    String longest = "o".repeat(249);
    String name = StateTopic.nameFor("behavior-counts", longest);

    assertThat(name).hasSize(249).matches("[a-zA-Z0-9._-]+");
    assertThat(StateTopic.isStateTopic(name)).isTrue();
    assertThat(name).isNotEqualTo(StateTopic.nameFor("behavior-counts", longest + "x"));
  }

  @Test
  void isToldFromTopicsOfUsers() {
    assertThat(StateTopic.isStateTopic("behavior_stats")).isFalse();
    assertThat(StateTopic.isStateTopic("tally-of-votes")).isFalse();
    assertThat(StateTopic.isStateTopic("us-state")).isFalse();
  }
}
