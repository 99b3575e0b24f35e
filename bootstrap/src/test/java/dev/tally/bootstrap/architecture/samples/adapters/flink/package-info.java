/** Wrong samples: each breaks a rule that its name tells. */
@NullMarked
package dev.tally.bootstrap.architecture.samples.adapters.flink;

import org.jspecify.annotations.NullMarked;
