package dev.tally.adapters.spark;

import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commits of one job: first in its folder, where they count, then beside its rows, for whoever
 * has lost the folder.
 */
record Commits(
    String job,
    CommittedPassFile file,
    OutputHistory history,
    TopicInput<?> input,
    TopicOutput<?> output) {

  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  /** Commits a pass whose state and rows are whole. */
  void commit(CommittedPass pass) {
    try {
      file.write(pass);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    try {
      history.note(job, input, output, pass.job());
    } catch (TallyException unreachable) {
      // The next pass notes more than this one would have.
      LOG.warn("Pass {} could not be noted beside its rows", pass.pass(), unreachable);
    }
  }
}
