package dev.tally.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.out.Pacer;
import dev.tally.bootstrap.console.StopRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopAwarePacerTest {

  private final StopRequest stop = new StopRequest();
  private final StopAwarePacer pacer = new StopAwarePacer(stop);

  @Test
  void turnsAreSpreadEvenlyFromTheBeginning() {
    long begun = System.nanoTime();
    Pacer.Schedule schedule = pacer.begin(100);

    for (int turn = 0; turn <= 20; turn++) {
      assertThat(schedule.await(turn)).isTrue();
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(turn * 10_000_000L);
    }
  }

  @Test
  void turnThatIsPastIsNotWaitedFor() {
    Pacer.Schedule schedule = pacer.begin(1e9);

    for (int turn = 0; turn < 1_000_000; turn++) {
      assertThat(schedule.await(0)).isTrue();
    }
  }

  @Test
  void wishToEndCutsTheWaitShort() {
    Pacer.Schedule schedule = pacer.begin(0.001);
    Thread user = new Thread(() -> stop.request(130));
    user.start();

    assertThat(schedule.await(1)).isFalse();
    assertThat(schedule.await(0)).as("past turns too").isFalse();
  }
}
