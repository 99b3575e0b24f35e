package dev.tally.adapters.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Where a run begins.
 *
 * @param rows what is to be put into the state first, as {@link RestoreTask} wants it; empty where
 *     the state is there, or none is wanted
 * @param notes what the user is to be told of it
 */
record Beginning(CommittedPass pass, Optional<List<InternalRow>> rows, List<String> notes) {}
