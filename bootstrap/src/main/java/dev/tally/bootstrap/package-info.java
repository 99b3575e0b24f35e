/** Where the process begins. */
@NullMarked
package dev.tally.bootstrap;

import org.jspecify.annotations.NullMarked;
