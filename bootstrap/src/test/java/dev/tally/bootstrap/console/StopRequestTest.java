package dev.tally.bootstrap.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopRequestTest {

  private final StopRequest stop = new StopRequest();
  private final List<String> done = new ArrayList<>();

  @Test
  void actionsRunOnceWhenTheFirstRequestComes() {
    stop.onRequest(() -> done.add("early"));

    stop.request(130);
    stop.request(143);
    stop.onRequest(() -> done.add("late"));

    assertThat(done).containsExactly("early", "late");
    assertThat(stop.exitCode()).hasValue(130);
  }

  @Test
  void withoutARequestAWaitEndsWithItsTime() {
    assertThat(stop.await(Duration.ofMillis(1))).isFalse();
    assertThat(stop.isRequested()).isFalse();
    assertThat(stop.exitCode()).isEmpty();
  }

  @Test
  void requestCutsAWaitShort() {
    stop.request(143);

    assertThat(stop.await(Duration.ofDays(1))).isTrue();
  }
}
