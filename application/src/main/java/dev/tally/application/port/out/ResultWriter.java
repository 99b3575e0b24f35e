package dev.tally.application.port.out;

import dev.tally.domain.aggregation.Accounting;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Replaces the contents of a result directory as one: until the very end the previous result is
 * whole, and whatever ends the run before leaves it so.
 *
 * @param <R> the results
 */
@FunctionalInterface
public interface ResultWriter<R> extends Serializable {

  /**
   * Writes the result of a run.
   *
   * @param rows all rows, in any order
   * @param accounting where every record went
   * @param rangesWithRejects at least those ranges of the input in which a record was rejected;
   *     they are read once more for the list of rejected rows
   * @throws dev.tally.application.port.TallyException where more was rejected than is accepted
   */
  void replace(List<R> rows, Accounting accounting, List<FileRange> rangesWithRejects)
      throws IOException;
}
