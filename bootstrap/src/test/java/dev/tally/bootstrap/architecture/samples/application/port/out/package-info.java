/** Wrong samples: each breaks a rule that its name tells. */
@NullMarked
package dev.tally.bootstrap.architecture.samples.application.port.out;

import org.jspecify.annotations.NullMarked;
