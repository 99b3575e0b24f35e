/** Tests of the judge. */
@NullMarked
package dev.tally.benchmarks.judge;

import org.jspecify.annotations.NullMarked;
