package dev.tally.reliability;

import dev.tally.reliability.history.BehaviorSchema;
import dev.tally.reliability.history.MessageSchema;
import dev.tally.reliability.history.Schema;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The jobs from topic to topic, each with its input as a producer of its own would make it. */
enum Job {
  /** Running counts, over some hundred cells. */
  COUNTS("behavior-counts", "") {
    @Override
    String input(int number, Random random) {
      return behavior(number, random.nextInt(CATEGORIES), random);
    }
  },

  /** Running counts, over nearly as many cells as there are events. */
  MANY_COUNTS("behavior-counts", "") {
    @Override
    String input(int number, Random random) {
      return behavior(number, number, random);
    }
  },

  /** Running counts, with records among the events that are to be rejected or ignored. */
  MIXED_COUNTS("behavior-counts", "") {
    @Override
    @Nullable String input(int number, Random random) {
      if (number % TOMBSTONE_EACH == 0) {
        return null;
      }
      return number % BAD_EACH == 0
          ? "{\"category\":\"c1\",\"behavior\":%d}".formatted(number)
          : COUNTS.input(number, random);
    }
  },

  /**
   * Windows of some time ago that become final while the job runs. No message is late: none is
   * further behind those before it than the watermark.
   */
  WINDOWS("minute-windows", " --allowed-lateness 0s --watermark-delay 1m --idle-after 10m") {
    @Override
    String input(int number, Random random) {
      LocalDateTime time =
          BEGIN
              .plus(number * MILLIS_EACH, ChronoUnit.MILLIS)
              .minusSeconds(random.nextInt(BEHIND_SECONDS));
      return "{\"id\":%d,\"timestamp\":\"%s\"}".formatted(number, SECONDS.format(time));
    }
  };

  private static final int CATEGORIES = 50;
  private static final List<String> BEHAVIORS =
      List.of("view", "click", "add_to_cart", "purchase", "return");
  private static final int TOMBSTONE_EACH = 101;
  private static final int BAD_EACH = 97;
  private static final int BEHIND_SECONDS = 50;
  private static final long MILLIS_EACH = 100;
  private static final LocalDateTime BEGIN = LocalDateTime.of(2025, 4, 21, 12, 0);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final String label;
  private final String options;

  Job(String label, String options) {
    this.label = label;
    this.options = options;
  }

  private static String behavior(int number, int category, Random random) {
    return "{\"user_id\":\"u%d\",\"category\":\"c%d\",\"behavior\":\"%s\"}"
        .formatted(number, category, BEHAVIORS.get(random.nextInt(BEHAVIORS.size())));
  }

  /** Returns the value of the input of that number; null for a tombstone. */
  abstract @Nullable String input(int number, Random random);

  /** Returns the options that the job needs for this input. */
  String options() {
    return options;
  }

  Schema schema() {
    return hasWindows() ? new MessageSchema() : new BehaviorSchema();
  }

  /** Tells whether some input is to be rejected. */
  boolean hasBadInput() {
    return this == MIXED_COUNTS;
  }

  boolean hasWindows() {
    return this == WINDOWS;
  }

  @Override
  public String toString() {
    return label;
  }
}
