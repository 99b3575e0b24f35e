/** How any engine decides where a job goes on, and whether it may. */
@NullMarked
package dev.tally.application.resume;

import org.jspecify.annotations.NullMarked;
