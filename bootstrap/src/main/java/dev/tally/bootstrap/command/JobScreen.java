package dev.tally.bootstrap.command;

import dev.tally.bootstrap.console.StatusNote;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is shown of a running job.
 *
 * @param subject the job and its engine
 * @param notes what is said beside the numbers
 * @param rows the job's rows as they are now, where a person watches
 */
record JobScreen(String subject, List<StatusNote> notes, Supplier<List<String>> rows) {

  JobScreen {
    notes = List.copyOf(notes);
  }
}
