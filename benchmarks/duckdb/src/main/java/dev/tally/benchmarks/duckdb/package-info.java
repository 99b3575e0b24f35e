/** DuckDB as a contestant. */
@NullMarked
package dev.tally.benchmarks.duckdb;

import org.jspecify.annotations.NullMarked;
