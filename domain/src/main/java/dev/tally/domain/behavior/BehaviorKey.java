package dev.tally.domain.behavior;

import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.aggregation.TextFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One cell of the table of categories and behaviors. */
public record BehaviorKey(String category, String behavior) {

  // Both are asked for each event, and written out here cost half of what those of records do.

  @Override
  public boolean equals(Object other) {
    return other instanceof BehaviorKey key
        && category.equals(key.category)
        && behavior.equals(key.behavior);
  }

  @Override
  public int hashCode() {
    return 31 * category.hashCode() + behavior.hashCode();
  }

  /** Both texts, category first. */
  public record Format() implements StateFormat<BehaviorKey> {

    @Override
    public void write(BehaviorKey value, DataOutput out) throws IOException {
      TextFormat.TEXT.write(value.category, out);
      TextFormat.TEXT.write(value.behavior, out);
    }

    @Override
    public BehaviorKey read(DataInput in) throws IOException {
      return new BehaviorKey(TextFormat.TEXT.read(in), TextFormat.TEXT.read(in));
    }
  }
}
