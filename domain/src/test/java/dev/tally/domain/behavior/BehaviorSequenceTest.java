package dev.tally.domain.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BehaviorSequenceTest {

  private static final long TENTH_OF_A_SECOND = 100_000_000;

  @Test
  void sameSeedMakesTheSameEventsForGood() {
    BehaviorSequence events = new BehaviorSequence(42, 1_745_244_645_123L, TENTH_OF_A_SECOND);

    assertThat(Stream.generate(events::next).limit(3))
        .containsExactly(
            new UserBehavior("user_74", "item_32", "books", "view", 1_745_244_645_123L),
            new UserBehavior("user_4", "item_173", "books", "purchase", 1_745_244_645_223L),
            new UserBehavior("user_34", "item_124", "books", "view", 1_745_244_645_323L));
  }

  @Test
  void otherSeedMakesOtherEvents() {
    assertThat(thousand(1)).isNotEqualTo(thousand(2));
  }

  @Test
  void everyUserItemCategoryAndBehaviorTakesItsTurn() {
    Stream<UserBehavior> events =
        Stream.generate(new BehaviorSequence(7, 0, TENTH_OF_A_SECOND)::next).limit(20_000);

    Map<String, Set<String>> seen = new TreeMap<>();
    events.forEach(
        event -> {
          seen.computeIfAbsent("users", unseen -> new TreeSet<>()).add(event.userId());
          seen.computeIfAbsent("items", unseen -> new TreeSet<>()).add(event.itemId());
          seen.computeIfAbsent("categories", unseen -> new TreeSet<>()).add(event.category());
          seen.computeIfAbsent("behaviors", unseen -> new TreeSet<>()).add(event.behavior());
        });

    assertThat(seen)
        .containsEntry("users", numbered("user_", 99))
        .containsEntry("items", numbered("item_", 199))
        .containsEntry("categories", Set.of("electronics", "books", "clothing", "home", "sports"))
        .containsEntry("behaviors", Set.of("click", "view", "add_to_cart", "purchase"));
  }

  @Test
  void categoriesAndBehaviorsAreEvenlyAndIndependentlyChosen() {
    Map<String, Long> cells =
        Stream.generate(new BehaviorSequence(3, 0, 0)::next)
            .limit(20_000)
            .map(event -> event.category() + "/" + event.behavior())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(cells).hasSize(20);
    assertThat(cells.values()).allSatisfy(count -> assertThat(count).isBetween(850L, 1_150L));
  }

  @Test
  void knowsHowManyOfEachCellItMade() {
    BehaviorSequence events = new BehaviorSequence(3, 0, 0);
    assertThat(events.counts()).isEmpty();

    Map<BehaviorKey, Long> seen =
        Stream.generate(events::next)
            .limit(50)
            .map(event -> new BehaviorKey(event.category(), event.behavior()))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(events.counts()).isEqualTo(seen);
  }

  @Test
  void timestampsDoNotDriftWhereTheStepIsNoWholeMillisecond() {
    BehaviorSequence events = new BehaviorSequence(1, 0, 333_333);
    UserBehavior last = events.next();
    for (int i = 0; i < 3_000; i++) {
      last = events.next();
    }

    assertThat(last.timestamp()).isEqualTo(999);
  }

  @Test
  void stepBackInTimeIsRefused() {
    assertThatThrownBy(() -> new BehaviorSequence(1, 0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the step must be at least 0 ns: -1 ns");
  }

  private static Set<UserBehavior> thousand(long seed) {
    return Stream.generate(new BehaviorSequence(seed, 0, TENTH_OF_A_SECOND)::next)
        .limit(1_000)
        .collect(Collectors.toSet());
  }

  private static Set<String> numbered(String prefix, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> prefix + number)
        .collect(Collectors.toSet());
  }
}
