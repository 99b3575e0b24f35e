package dev.tally.adapters.flink;

import dev.tally.application.files.FilesAccount;
import java.util.List;

/**
 * Some records of a range, combined where they were read. It never leaves its task.
 *
 * @param account where the records went
 */
record RangePortion<K, A>(List<Partial<K, A>> partials, FilesAccount account) {}
