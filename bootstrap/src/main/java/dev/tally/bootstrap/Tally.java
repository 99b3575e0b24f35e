package dev.tally.bootstrap;

import dev.tally.application.port.out.WallClock;
import dev.tally.bootstrap.command.Environment;
import dev.tally.bootstrap.command.ExitCode;
import dev.tally.bootstrap.command.TallyCommandLine;
import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.StopRequest;
import dev.tally.bootstrap.wiring.EmbeddedBrokers;
import dev.tally.bootstrap.wiring.EngineApps;
import dev.tally.bootstrap.wiring.StopAwarePacer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;

/** The program. */
public final class Tally {

  private Tally() {}

  /** Executes one command and ends with its exit code, see {@code tally --help}. */
  public static void main(String[] arguments) {
    WarmUp.begin();
    StopRequest stop = StopRequest.fromSignals();
    WallClock clock = System::currentTimeMillis;
    Environment environment =
        new Environment(
            Console.ofThisProcess(),
            stop,
            Path.of(""),
            new EngineApps(clock, new StopAwarePacer(stop)),
            new EmbeddedBrokers(),
            clock,
            System::nanoTime,
            () -> new SplittableRandom().nextLong(1_000_000));
    int code = new TallyCommandLine(environment).execute(arguments);
    if (code != ExitCode.OK.code() && code < ExitCode.INTERRUPTED.code()) {
      Optional.ofNullable(System.getProperty("tally.classes"))
          .map(Path::of)
          .ifPresent(Tally::forget);
    }
    System.exit(code);
  }

  // The classes that the launcher has noted, to shorten later starts: a failed run is no example.
  private static void forget(Path classes) {
    try {
      Files.deleteIfExists(classes);
    } catch (IOException e) {
      // With a poor example later starts are a little slower.
    }
  }
}
