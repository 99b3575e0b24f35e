package dev.tally.bootstrap.wiring;

import dev.tally.application.port.out.Pacer;
import dev.tally.bootstrap.console.StopRequest;
import java.time.Duration;

/**
 * A pace by the system's steady clock; the user's wish to end cuts every wait short.
 *
 * @param stop the wish
 */
public record StopAwarePacer(StopRequest stop) implements Pacer {

  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public Schedule begin(double turnsPerSecond) {
    long begun = System.nanoTime();
    return turn -> {
      long due = begun + (long) (turn * NANOS_PER_SECOND / turnsPerSecond);
      long wait = due - System.nanoTime();
      return wait <= 0 ? !stop.isRequested() : !stop.await(Duration.ofNanos(wait));
    };
  }
}
