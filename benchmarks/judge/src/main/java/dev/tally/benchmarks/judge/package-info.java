/** The judge: one command that runs, checks and compares. */
@NullMarked
package dev.tally.benchmarks.judge;

import org.jspecify.annotations.NullMarked;
