/**
 * What the user sees and types: the standard streams, the terminal, signals. Nothing else touches
 * them.
 */
@NullMarked
package dev.tally.bootstrap.console;

import org.jspecify.annotations.NullMarked;
