/** Files: the CSV of sales, result directories and charts. */
@NullMarked
package dev.tally.adapters.files;

import org.jspecify.annotations.NullMarked;
