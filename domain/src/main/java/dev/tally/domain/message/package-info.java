/** Messages and their counts in windows of event time. */
@NullMarked
package dev.tally.domain.message;

import org.jspecify.annotations.NullMarked;
