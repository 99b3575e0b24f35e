/** JMH benchmarks of the loops that the speed of a run hangs on. */
@NullMarked
package dev.tally.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
