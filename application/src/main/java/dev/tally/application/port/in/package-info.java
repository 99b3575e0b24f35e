/** What Tally can be asked to do. */
@NullMarked
package dev.tally.application.port.in;

import org.jspecify.annotations.NullMarked;
