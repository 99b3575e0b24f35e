/**
 * Faults done to {@code ./tally} and its broker, one class for each row of the table of faults.
 * What is left is judged by the history checker.
 */
@NullMarked
package dev.tally.reliability;

import org.jspecify.annotations.NullMarked;
