/** Tests of {@code ./tally} as a process of its own. */
@NullMarked
package dev.tally.distribution;

import org.jspecify.annotations.NullMarked;
