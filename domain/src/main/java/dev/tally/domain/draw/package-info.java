/** Choices for made-up data, decided by a seed alone. */
@NullMarked
package dev.tally.domain.draw;

import org.jspecify.annotations.NullMarked;
