package dev.tally.adapters.flink;

/** Names a row that has changed since it was last emitted. */
record ChangedRow<K>(K key, long windowStart) {}
