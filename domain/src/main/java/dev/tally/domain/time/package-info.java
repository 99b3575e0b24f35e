/** Event time, windows and watermarks: every rule about time is written here and nowhere else. */
@NullMarked
package dev.tally.domain.time;

import org.jspecify.annotations.NullMarked;
