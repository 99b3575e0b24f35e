/** The commands, their options and their answers. */
@NullMarked
package dev.tally.bootstrap.command;

import org.jspecify.annotations.NullMarked;
