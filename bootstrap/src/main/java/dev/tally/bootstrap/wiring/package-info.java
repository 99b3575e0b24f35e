/** Puts use cases, engines and adapters together, one component for each engine profile. */
@NullMarked
package dev.tally.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
