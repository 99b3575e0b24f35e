package dev.tally.application.service;

import dev.tally.application.port.RejectedRecord;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The places of records that have been seen: exact, in a bit each where they lie close together, in
 * about 150 bytes where they do not.
 */
final class SeenRecords {

  private static final int OFFSETS_IN_BLOCK = 512;

  private final Map<Block, BitSet> blocks = new HashMap<>();

  /** Adds a record's place; returns false where it was there. */
  boolean add(RejectedRecord record) {
    Block block =
        new Block(
            record.topic(),
            record.partition(),
            Math.floorDiv(record.offset(), (long) OFFSETS_IN_BLOCK));
    BitSet seen = blocks.computeIfAbsent(block, unseen -> new BitSet());
    int bit = Math.floorMod(record.offset(), OFFSETS_IN_BLOCK);
    boolean isNew = !seen.get(bit);
    seen.set(bit);
    return isNew;
  }

  private record Block(String topic, int partition, long number) {}
}
