/** The rules that hold the modules apart, and the proof that each of them fires. */
@NullMarked
package dev.tally.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
