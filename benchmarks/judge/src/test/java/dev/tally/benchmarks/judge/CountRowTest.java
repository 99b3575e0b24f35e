package dev.tally.benchmarks.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CountRowTest {

  @Test
  void rowIsReadWhereverItsFieldsStand() {
    String row =
        "{\"behavior_count\":41,\"more\":{\"n\":[1,2]},\"behavior\":\"view\",\"category\":\"books\",\"none\":null}";

    assertThat(CountRow.of(row.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new CountRow(Schedule.name("books", "view"), 41));
  }

  @Test
  void nthEventOfARowIsKnownByItsNumber() {
    Schedule schedule = new Schedule(1_000);

    int[] events = schedule.eventsOf(CountRow.of(schedule.value(7)).name());

    assertThat(events).isSorted().contains(7);
    assertThat(schedule.eventsOf("no such row")).isEmpty();
  }
}
