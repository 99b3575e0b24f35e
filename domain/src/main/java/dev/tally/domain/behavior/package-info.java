/** User behavior events and their running counts by category and behavior. */
@NullMarked
package dev.tally.domain.behavior;

import org.jspecify.annotations.NullMarked;
