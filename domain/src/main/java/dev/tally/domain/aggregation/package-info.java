/**
 * What a keyed aggregation is, and the plain-Java kernel that combines events by key and window.
 */
@NullMarked
package dev.tally.domain.aggregation;

import org.jspecify.annotations.NullMarked;
