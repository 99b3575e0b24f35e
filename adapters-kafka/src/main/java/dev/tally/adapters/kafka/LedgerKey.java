package dev.tally.adapters.kafka;

import java.util.Arrays;

/**
 * A record key of a state topic: a tag that says what is kept, and for state the job's own key. One
 * key holds the positions, one the mark of a completed run. The tag leaves room for more kinds.
 */
final class LedgerKey {

  /** The key of the positions. */
  static final LedgerKey POSITIONS = new LedgerKey(new byte[] {0});

  /** The key of the mark that the last run came to its end. */
  static final LedgerKey COMPLETED = new LedgerKey(new byte[] {2});

  private static final byte STATE_TAG = 1;

  private final byte[] bytes;

  private LedgerKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the key that a record has. */
  static LedgerKey ofRecord(byte[] recordKey) {
    return new LedgerKey(recordKey);
  }

  /** Returns the key of a job's state key. */
  static LedgerKey ofState(byte[] stateKey) {
    byte[] tagged = new byte[stateKey.length + 1];
    tagged[0] = STATE_TAG;
    System.arraycopy(stateKey, 0, tagged, 1, stateKey.length);
    return new LedgerKey(tagged);
  }

  /** Tells whether it is the key of state. */
  boolean isState() {
    return bytes.length > 0 && bytes[0] == STATE_TAG;
  }

  /** Returns the job's own key. */
  byte[] stateKey() {
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  /** Returns the record key. */
  byte[] recordKey() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LedgerKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
