package dev.tally.application.conformance;

import java.util.List;
import java.util.Random;

/** User behaviors as they may lie in a topic. */
final class BehaviorCorpora {

  private static final List<String> CATEGORIES = List.of("books", "clothing", "책", "🎧", "");
  private static final List<String> BEHAVIORS = List.of("click", "view", "add_to_cart");

  private BehaviorCorpora() {}

  /** Returns behaviors of few keys in all partitions. */
  static Corpus some(int events, int partitions, long seed) {
    Corpus corpus = Corpus.empty(partitions);
    Random random = new Random(seed);
    for (int number = 0; number < events; number++) {
      corpus.add(number % partitions, any(CATEGORIES, random) + ";" + any(BEHAVIORS, random));
    }
    return corpus;
  }

  /**
   * Returns everything that can be trying: a hot key, keys seen once, a key longer than 65,535
   * bytes, undecodable records, tombstones, and an empty last partition.
   */
  static Corpus trying() {
    Corpus corpus = Corpus.empty(3);
    Random random = new Random(11);
    for (int number = 0; number < 6_000; number++) {
      corpus.add(number % 2, number % 10 == 0 ? "once " + number + ";view" : "books;view");
    }
    for (int number = 0; number < 500; number++) {
      corpus.add(number % 2, any(CATEGORIES, random) + ";" + any(BEHAVIORS, random));
    }
    String longKey = "책".repeat(25_000) + ";view";
    corpus.add(0, longKey).add(1, longKey).add(1, longKey);
    return corpus
        .add(0, "no behavior")
        .add(0, null)
        .add(1, "too;many;fields")
        .add(1, "")
        .add(1, null);
  }

  private static String any(List<String> texts, Random random) {
    return texts.get(random.nextInt(texts.size()));
  }
}
