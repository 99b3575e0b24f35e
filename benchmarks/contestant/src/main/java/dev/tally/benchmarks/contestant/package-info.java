/** What a contestant outside Tally is told, and how it tells what it measured. */
@NullMarked
package dev.tally.benchmarks.contestant;

import org.jspecify.annotations.NullMarked;
