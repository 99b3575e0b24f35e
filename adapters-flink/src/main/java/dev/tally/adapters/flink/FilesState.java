package dev.tally.adapters.flink;

import dev.tally.application.files.FilesAccount;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the workers of a job over files tell the driver: where the records they read went, and, once
 * all input has ended, the merged rows.
 *
 * @param rows partial results, each element those of one worker
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record FilesState(FilesAccount account, List<byte[]> rows) implements Serializable {

  /** Nothing read. */
  static final FilesState NONE = new FilesState(FilesAccount.NONE, List.of());

  FilesState plus(FilesState other) {
    return new FilesState(
        account.plus(other.account), Stream.concat(rows.stream(), other.rows.stream()).toList());
  }
}
