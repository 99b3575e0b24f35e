package dev.tally.application.inprocess;

import dev.tally.domain.aggregation.Emission;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How often a run emits and commits.
 *
 * @param emissionNanos how far apart emissions are
 * @param emissionsPerCommit with how many of them there is one commit, at least 1
 */
record Rhythm(long emissionNanos, long emissionsPerCommit) {

  /** Commits with as many emissions as it takes for commits to be so far apart. */
  Rhythm(Emission emission, Duration commitEvery) {
    this(
        TimeUnit.MILLISECONDS.toNanos(emission.intervalMillis()),
        Math.max(
            1,
            (commitEvery.toMillis() + emission.intervalMillis() - 1) / emission.intervalMillis()));
  }
}
