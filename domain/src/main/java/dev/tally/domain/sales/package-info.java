/** Sales and their exact totals by category and month. */
@NullMarked
package dev.tally.domain.sales;

import org.jspecify.annotations.NullMarked;
