package dev.tally.domain.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tally.domain.time.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The laws of {@link Aggregation}, checked for any of them with random events. Not a test itself:
 * each aggregation has one that returns {@link #tests} from a test factory.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 * @param <R> the results
 */
public final class AggregationLaws<E, K, A, R> {

  private static final int EVENTS = 400;
  private static final int ROUNDS = 50;
  private static final Window WINDOW = new Window(60_000, 120_000);

  private final Aggregation<E, K, A, R> aggregation;
  private final Map<K, List<E>> eventsByKey = new LinkedHashMap<>();
  private final Random random = new Random(42);

  /**
   * Prepares the check.
   *
   * @param generator makes an event; of few keys, so that each key has several events
   */
  public AggregationLaws(Aggregation<E, K, A, R> aggregation, Function<Random, E> generator) {
    this.aggregation = aggregation;
    for (int count = 0; count < EVENTS; count++) {
      E event = generator.apply(random);
      eventsByKey.computeIfAbsent(aggregation.keyOf(event), unseen -> new ArrayList<>()).add(event);
    }
    if (EVENTS / eventsByKey.size() < 4) {
      throw new IllegalArgumentException(
          EVENTS + " events of " + eventsByKey.size() + " keys prove nothing");
    }
  }

  /** Returns each law as a test. */
  public Stream<DynamicTest> tests() {
    return Stream.of(
        dynamicTest("any split, order and tree of merges gives the same", this::mergesInAnyWay),
        dynamicTest("an empty accumulator is neutral", this::emptyIsNeutral),
        dynamicTest("merge leaves its source alone", this::mergeLeavesItsSourceAlone),
        dynamicTest("a result stands for itself", this::resultStandsForItself),
        dynamicTest("a result that is read back is what it was made of", this::resultsAreReadBack),
        dynamicTest("keys hold primitives and Strings only", this::keysHashAlikeEverywhere),
        dynamicTest("the key format reads back what it wrote", this::keyFormatRoundTrips),
        dynamicTest("accumulators go on after a round trip", this::accumulatorFormatRoundTrips),
        dynamicTest("the aggregation can be sent to other machines", this::isAValueToSend));
  }

  /** Checks that the way in which events were combined cannot be seen. */
  void mergesInAnyWay() {
    eventsByKey.forEach(
        (key, events) -> {
          A expected = accumulated(events);
          for (int round = 0; round < ROUNDS; round++) {
            assertSame(key, mergedAtRandom(events), expected);
          }
        });
  }

  /** Checks that an empty accumulator changes nothing on either side of a merge. */
  void emptyIsNeutral() {
    eventsByKey.forEach(
        (key, events) -> {
          A left = aggregation.newAccumulator();
          aggregation.merge(left, accumulated(events));
          assertSame(key, left, accumulated(events));

          A right = accumulated(events);
          aggregation.merge(right, aggregation.newAccumulator());
          assertSame(key, right, accumulated(events));
        });
  }

  /** Checks that neither the merge nor what the target does later touches the source. */
  void mergeLeavesItsSourceAlone() {
    eventsByKey.forEach(
        (key, events) -> {
          A target = aggregation.newAccumulator();
          A source = accumulated(events);
          aggregation.merge(target, source);
          assertSame(key, source, accumulated(events));

          events.forEach(event -> aggregation.add(target, event));
          assertSame(key, source, accumulated(events));
        });
  }

  /** Checks that a result does not change with the accumulator it came from. */
  void resultStandsForItself() {
    eventsByKey.forEach(
        (key, events) -> {
          A accumulator = accumulated(events);
          R result = aggregation.resultOf(key, WINDOW, accumulator);
          events.forEach(event -> aggregation.add(accumulator, event));
          assertThat(result)
              .isEqualTo(aggregation.resultOf(key, WINDOW, accumulated(events)))
              .isNotEqualTo(aggregation.resultOf(key, WINDOW, accumulator));
        });
  }

  /** Checks the inverse of {@code resultOf}, where there is one. */
  void resultsAreReadBack() {
    eventsByKey.forEach(
        (key, events) -> {
          A expected = accumulated(events);
          aggregation
              .rowOf(aggregation.resultOf(key, WINDOW, expected))
              .ifPresent(row -> assertMadeOf(row, key, events));
        });
  }

  private void assertMadeOf(TableRow<K, A> row, K key, List<E> events) {
    assertThat(row.key()).isEqualTo(key);
    assertThat(row.windowStart()).isIn(WINDOW.start(), Window.ALL.start());
    assertSame(key, row.accumulator(), accumulated(events));
    events.forEach(event -> aggregation.add(row.accumulator(), event));
    A twice = accumulated(events);
    aggregation.merge(twice, accumulated(events));
    assertSame(key, row.accumulator(), twice);
  }

  /** Checks that hash codes come from contents: enums and arrays would hash by identity. */
  void keysHashAlikeEverywhere() {
    eventsByKey.keySet().forEach(key -> assertHashesByContent(key.getClass()));
  }

  /** Checks the law of {@link StateFormat} for keys. */
  void keyFormatRoundTrips() {
    StateFormat<K> format = aggregation.keyFormat();
    eventsByKey.forEach(
        (key, events) -> {
          byte[] bytes = StateBytes.write(format, key);
          K copy = StateBytes.read(format, bytes);
          assertThat(copy).isNotSameAs(key).isEqualTo(key).hasSameHashCodeAs(key);
          assertThat(StateBytes.write(format, copy)).isEqualTo(bytes);
          K again = aggregation.keyOf(events.get(events.size() - 1));
          assertThat(StateBytes.write(format, again)).isEqualTo(bytes);
        });
    assertThat(eventsByKey.keySet().stream().map(key -> List.of(boxed(format, key))))
        .as("different keys have different bytes")
        .doesNotHaveDuplicates();
  }

  /** Checks the law of {@link StateFormat} for accumulators. */
  void accumulatorFormatRoundTrips() {
    StateFormat<A> format = aggregation.accumulatorFormat();
    eventsByKey.forEach(
        (key, events) -> {
          A empty = StateBytes.read(format, StateBytes.write(format, aggregation.newAccumulator()));
          events.forEach(event -> aggregation.add(empty, event));
          assertSame(key, empty, accumulated(events));

          A full = StateBytes.read(format, StateBytes.write(format, accumulated(events)));
          assertSame(key, full, accumulated(events));
        });
  }

  /** Checks that the aggregation is a record, and the same after Java serialization. */
  void isAValueToSend() {
    assertThat(aggregation.getClass().isRecord()).as("%s is a record", aggregation).isTrue();
    assertThat(sent(aggregation)).isEqualTo(aggregation);
  }

  private A accumulated(List<E> events) {
    A accumulator = aggregation.newAccumulator();
    events.forEach(event -> aggregation.add(accumulator, event));
    return accumulator;
  }

  private A mergedAtRandom(List<E> events) {
    List<A> parts = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int part = 0; part < count; part++) {
      parts.add(aggregation.newAccumulator());
    }
    List<E> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(event -> aggregation.add(parts.get(random.nextInt(count)), event));
    while (parts.size() > 1) {
      A source = parts.remove(random.nextInt(parts.size()));
      aggregation.merge(parts.get(random.nextInt(parts.size())), source);
    }
    return parts.get(0);
  }

  private void assertSame(K key, A actual, A expected) {
    assertThat(aggregation.resultOf(key, WINDOW, actual))
        .isEqualTo(aggregation.resultOf(key, WINDOW, expected));
    assertThat(StateBytes.write(aggregation.accumulatorFormat(), actual))
        .isEqualTo(StateBytes.write(aggregation.accumulatorFormat(), expected));
  }

  private static void assertHashesByContent(Class<?> type) {
    if (type.isPrimitive() || type == String.class) {
      return;
    }
    assertThat(type.isRecord())
        .as("a key is made of records, primitives and Strings, not of %s", type.getName())
        .isTrue();
    for (RecordComponent component : type.getRecordComponents()) {
      assertHashesByContent(component.getType());
    }
  }

  private static <T> List<Byte> boxed(StateFormat<T> format, T value) {
    List<Byte> boxed = new ArrayList<>();
    for (byte part : StateBytes.write(format, value)) {
      boxed.add(part);
    }
    return boxed;
  }

  @SuppressWarnings("BanSerializableRead") // its own bytes
  private static Object sent(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
      out.flush();
      return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
