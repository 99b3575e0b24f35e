/** Contestants on files: DuckDB, and a scan for line breaks. */
@NullMarked
package dev.tally.benchmarks.files;

import org.jspecify.annotations.NullMarked;
