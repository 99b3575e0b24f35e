package dev.tally.reliability;

import java.util.Random;

/**
 * How often, and when, jobs are killed: moments of progress drawn from a seed, which failures name.
 *
 * @param rounds 2, or as many as {@code -Dtally.kill.rounds} says
 * @param seed {@code -Dtally.kill.seed}, or another in each run
 */
record KillPlan(int rounds, long seed) {

  static KillPlan ofThisRun() {
    String seed = System.getProperty("tally.kill.seed", "");
    return new KillPlan(
        Integer.getInteger("tally.kill.rounds", 2),
        seed.isEmpty() ? System.nanoTime() : Long.parseLong(seed));
  }

  /** Returns the draws of the plan, from the first. */
  Random random() {
    return new Random(seed);
  }

  @Override
  public String toString() {
    return "-Dtally.kill.rounds=%d -Dtally.kill.seed=%d".formatted(rounds, seed);
  }
}
