package dev.tally.bootstrap.command;

import dev.tally.application.port.out.WallClock;
import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.StopRequest;
import dev.tally.bootstrap.wiring.Apps;
import dev.tally.bootstrap.wiring.Brokers;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * What commands need from around them.
 *
 * @param directory the working directory
 * @param steadyNanos a clock that never jumps, for rates and display
 * @param seeds where a generator's seed comes from if the user names none
 */
public record Environment(
    Console console,
    StopRequest stop,
    Path directory,
    Apps apps,
    Brokers brokers,
    WallClock clock,
    LongSupplier steadyNanos,
    LongSupplier seeds) {

  /** The data directory's name where the user names no other. */
  static final String DATA_DIRECTORY = ".tally";
}
