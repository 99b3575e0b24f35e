package dev.tally.domain.aggregation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.domain.time.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every law holds for an aggregation that is sound, and fires where one is broken. */
class AggregationLawsTest {

  @TestFactory
  Stream<DynamicTest> soundAggregationKeepsEveryLaw() {
    record Sound() implements Sums {}
    return laws(new Sound()).tests();
  }

  @Test
  void mergeThatDependsOnTheOrderIsFound() {
    record Floats() implements Sums {
      @Override
      public void merge(Sum target, Sum source) {
        target.value = (long) ((float) target.value + (float) source.value * 0.1f);
      }
    }
    assertFires(() -> laws(new Floats()).mergesInAnyWay());
  }

  @Test
  void mergeThatForgetsItsTargetIsFound() {
    record Forgetful() implements Sums {
      @Override
      public void merge(Sum target, Sum source) {
        target.value = source.value;
      }
    }
    assertFires(() -> laws(new Forgetful()).emptyIsNeutral());
    assertFires(() -> laws(new Forgetful()).mergesInAnyWay());
  }

  @Test
  void mergeThatEmptiesItsSourceIsFound() {
    record Moving() implements Sums {
      @Override
      public void merge(Sum target, Sum source) {
        target.value += source.value;
        source.value = 0;
      }
    }
    assertFires(() -> laws(new Moving()).mergeLeavesItsSourceAlone());
  }

  @Test
  void mergeThatSharesWithItsSourceIsFound() {
    record Sharing() implements Sums {
      @Override
      public void merge(Sum target, Sum source) {
        Sums.super.merge(target, source);
        target.alias = source;
      }
    }
    assertFires(() -> laws(new Sharing()).mergeLeavesItsSourceAlone());
  }

  @Test
  void resultThatChangesWithItsAccumulatorIsFound() {
    record Live() implements Sums {
      @Override
      public Object resultOf(Key key, Window window, Sum accumulator) {
        return accumulator;
      }
    }
    assertFires(() -> laws(new Live()).resultStandsForItself());
  }

  @Test
  void enumInAKeyIsFound() {
    record EnumKey(TimeUnit unit) implements Key {}
    record ByUnit() implements Sums {
      @Override
      public Key keyOf(Integer event) {
        return new EnumKey(event % 2 == 0 ? TimeUnit.DAYS : TimeUnit.HOURS);
      }
    }
    assertThatThrownBy(() -> laws(new ByUnit()).keysHashAlikeEverywhere())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not of java.util.concurrent.TimeUnit");
  }

  @Test
  void keysThatShareTheirBytesAreFound() {
    record Blurred() implements Sums {
      @Override
      public StateFormat<Key> keyFormat() {
        return new BlurringFormat();
      }
    }
    assertFires(() -> laws(new Blurred()).keyFormatRoundTrips());
  }

  @Test
  void formatThatLeavesAByteBehindIsFound() {
    record Wordy() implements Sums {
      @Override
      public StateFormat<Sum> accumulatorFormat() {
        return new WordyFormat();
      }
    }
    assertThatThrownBy(() -> laws(new Wordy()).accumulatorFormatRoundTrips())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("1 bytes are left behind");
  }

  @Test
  void formatThatLosesAPartIsFound() {
    record Lossy() implements Sums {
      @Override
      public StateFormat<Sum> accumulatorFormat() {
        return new LossyFormat();
      }
    }
    assertFires(() -> laws(new Lossy()).accumulatorFormatRoundTrips());
  }

  @Test
  void aggregationThatIsNoRecordIsFound() {
    class NoRecord implements Sums {
      private static final long serialVersionUID = 1L;
    }
    assertFires(() -> laws(new NoRecord()).isAValueToSend());
  }

  @Test
  void generatorWhoseKeysHardlyComeTwiceIsRefused() {
    record ByNumber() implements Sums {
      @Override
      public Key keyOf(Integer event) {
        return new Digit(event);
      }
    }
    AtomicInteger next = new AtomicInteger();
    assertThatThrownBy(
            () -> new AggregationLaws<>(new ByNumber(), random -> next.getAndIncrement()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("400 events of 400 keys prove nothing");
  }

  private static void assertFires(Runnable law) {
    assertThatThrownBy(law::run).isInstanceOf(AssertionError.class);
  }

  private static AggregationLaws<Integer, Key, Sum, Object> laws(Sums aggregation) {
    return new AggregationLaws<>(aggregation, random -> 1 + random.nextInt(1_000));
  }

  private interface Key {}

  private record Digit(int digit) implements Key {}

  private static final class Sum {
    private long value;
    private Sum alias = this;
  }

  /** Sums numbers by their last digit. Sound as it is; the tests break one method each. */
  private interface Sums extends Aggregation<Integer, Key, Sum, Object> {

    @Override
    default Key keyOf(Integer event) {
      return new Digit(event % 10);
    }

    @Override
    default Sum newAccumulator() {
      return new Sum();
    }

    @Override
    default void add(Sum accumulator, Integer event) {
      accumulator.alias.value += event;
    }

    @Override
    default void merge(Sum target, Sum source) {
      target.value += source.value;
    }

    @Override
    default Object resultOf(Key key, Window window, Sum accumulator) {
      return accumulator.value;
    }

    @Override
    default StateFormat<Key> keyFormat() {
      return new DigitFormat();
    }

    @Override
    default StateFormat<Sum> accumulatorFormat() {
      return new SumFormat();
    }
  }

  private record DigitFormat() implements StateFormat<Key> {

    @Override
    public void write(Key value, DataOutput out) throws IOException {
      out.writeInt(((Digit) value).digit);
    }

    @Override
    public Key read(DataInput in) throws IOException {
      return new Digit(in.readInt());
    }
  }

  private record BlurringFormat() implements StateFormat<Key> {

    @Override
    public void write(Key value, DataOutput out) throws IOException {
      out.writeInt(((Digit) value).digit / 2 * 2);
    }

    @Override
    public Key read(DataInput in) throws IOException {
      return new Digit(in.readInt());
    }
  }

  private record SumFormat() implements StateFormat<Sum> {

    @Override
    public void write(Sum value, DataOutput out) throws IOException {
      out.writeLong(value.value);
    }

    @Override
    public Sum read(DataInput in) throws IOException {
      Sum sum = new Sum();
      sum.value = in.readLong();
      return sum;
    }
  }

  private record WordyFormat() implements StateFormat<Sum> {

    @Override
    public void write(Sum value, DataOutput out) throws IOException {
      out.writeLong(value.value);
      out.writeByte(0);
    }

    @Override
    public Sum read(DataInput in) throws IOException {
      return new SumFormat().read(in);
    }
  }

  private record LossyFormat() implements StateFormat<Sum> {

    @Override
    public void write(Sum value, DataOutput out) throws IOException {
      out.writeByte((int) value.value);
    }

    @Override
    public Sum read(DataInput in) throws IOException {
      Sum sum = new Sum();
      sum.value = in.readByte();
      return sum;
    }
  }
}
