package dev.tally.adapters.flink;

import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.port.Cluster;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run without end in a process of its own: {@code bootstrap servers, input, output, state
 * directory}. It is gone when its parent is, which holds the other end of its standard input.
 */
final class RunToBeKilled {

  private RunToBeKilled() {}

  public static void main(String[] arguments) throws IOException {
    RunningJob job =
        ResumableJob.run(
            Cluster.at(arguments[0]),
            arguments[1],
            arguments[2],
            Path.of(arguments[3]),
            StartPosition.COMMITTED,
            Optional.empty(),
            2,
            new BehaviorLines());
    try (InputStream parent = System.in) {
      int unused = parent.read();
    }
    Runtime.getRuntime().halt(job.progress().status().isTerminal() ? 0 : 1);
  }

  /** Starts the process. */
  static Process start(ResumableJob job) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Djava.io.tmpdir=" + job.stateDirectory(), // it will not clean up after itself
            "-cp",
            classPath,
            RunToBeKilled.class.getName(),
            job.bootstrapServers(),
            job.input(),
            job.output(),
            job.stateDirectory().toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
