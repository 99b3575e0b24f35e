/** Tests of the benchmarks themselves: that they run, not how fast. */
@NullMarked
package dev.tally.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
