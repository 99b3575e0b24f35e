/** Wrong samples: each breaks a rule that its name tells. */
@NullMarked
package dev.tally.bootstrap.architecture.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
