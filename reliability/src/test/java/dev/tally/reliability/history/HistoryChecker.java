package dev.tally.reliability.history;

import dev.tally.reliability.history.Anomaly.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Judges a history, in the manner of Jepsen's workload for Kafka: by what was sent and every
 * version of every row that readers could see, never by what the job says of itself. For one
 * history each.
 */
public final class HistoryChecker {

  private final History history;
  private final Promise promise;
  private final Truth truth;
  private final List<Anomaly> anomalies = new ArrayList<>();

  private HistoryChecker(History history, Promise promise) {
    this.history = history;
    this.promise = promise;
    this.truth = new Truth(history.inputs());
  }

  /** Returns the verdict. */
  public static Verdict check(History history, Promise promise) {
    return new HistoryChecker(history, promise).check();
  }

  private Verdict check() {
    Map<String, List<OutputVersion>> rows = new LinkedHashMap<>();
    for (OutputVersion version : history.versions()) {
      rows.computeIfAbsent(version.row().cell(), cell -> new ArrayList<>()).add(version);
    }
    rows.forEach(this::checkVersions);
    long missing = checkLast(rows);
    checkDeadLetters();
    return new Verdict(anomalies, accounting(missing), scope(rows.size()));
  }

  private void checkVersions(String cell, List<OutputVersion> versions) {
    OutputVersion first = versions.get(0);
    if (truth.of(cell) == 0) {
      add(Kind.PHANTOM, first, "%s counts %d, none was sent".formatted(cell, first.row().count()));
      return;
    }
    for (OutputVersion version : versions) {
      long sent = truth.of(cell, version.appendedAt());
      if (version.row().count() > sent) {
        add(
            Kind.AHEAD_OF_TRUTH,
            version,
            "%s counts %d, %d had been sent by then".formatted(cell, version.row().count(), sent));
      }
    }
    for (int i = 1; i < versions.size(); i++) {
      checkStep(cell, versions.get(i - 1), versions.get(i));
    }
  }

  private void checkStep(String cell, OutputVersion before, OutputVersion after) {
    if (before.place().partition() != after.place().partition()) {
      add(Kind.TWO_PARTITIONS, after, "%s is at %s too".formatted(cell, before.place()));
      return;
    }
    CountRow older = before.row();
    CountRow newer = after.row();
    boolean isBack = newer.count() < older.count() || newer.settled() < older.settled();
    boolean isRevised = older.settled() == CountRow.FINAL && !newer.equals(older);
    if ((isBack || isRevised) && !promise.mayStepBack(before, after)) {
      add(
          Kind.STEP_BACK,
          after,
          "%s has count %d and state %d after count %d and state %d at %s"
              .formatted(
                  cell,
                  newer.count(),
                  newer.settled(),
                  older.count(),
                  older.settled(),
                  before.place()));
    }
  }

  private long checkLast(Map<String, List<OutputVersion>> rows) {
    List<Anomaly> lacking = new ArrayList<>();
    long missing = 0;
    for (String cell : truth.cells()) {
      List<OutputVersion> versions = rows.getOrDefault(cell, List.of());
      long sent = truth.of(cell);
      long counted = versions.isEmpty() ? 0 : lastOf(versions).row().count();
      if (counted < sent) {
        missing += sent - counted;
        lacking.add(lacking(cell, sent, versions));
      } else if (counted > sent) {
        add(
            Kind.DOUBLED,
            lastOf(versions),
            "%s counts %d, %d were sent".formatted(cell, counted, sent));
      }
      checkSettled(cell, versions);
    }
    if (promise.late() == 0) {
      anomalies.addAll(lacking);
    } else if (missing != promise.late()) {
      anomalies.addAll(lacking);
      anomalies.add(
          new Anomaly(
              Kind.WRONG_LATE,
              "all rows",
              "%d inputs are missing, %d were reported as late"
                  .formatted(missing, promise.late())));
    }
    return missing;
  }

  private static Anomaly lacking(String cell, long sent, List<OutputVersion> versions) {
    if (versions.isEmpty()) {
      return new Anomaly(Kind.LOST, "no row", "%s has %d inputs".formatted(cell, sent));
    }
    OutputVersion last = lastOf(versions);
    boolean wasRight = versions.stream().anyMatch(version -> version.row().count() == sent);
    return new Anomaly(
        wasRight ? Kind.STALE_FINAL : Kind.LOST,
        last.place().toString(),
        "%s counts %d, %d were sent".formatted(cell, last.row().count(), sent));
  }

  private void checkSettled(String cell, List<OutputVersion> versions) {
    if (promise.windows()
        && promise.finished()
        && !versions.isEmpty()
        && lastOf(versions).row().settled() != CountRow.FINAL) {
      add(Kind.NOT_FINAL, lastOf(versions), "%s is left like this at the end".formatted(cell));
    }
  }

  private void checkDeadLetters() {
    Map<Place, DeadLetter> letters = new HashMap<>();
    Map<Place, InputRecord> inputs = new HashMap<>();
    history.inputs().forEach(input -> inputs.put(input.place(), input));
    for (DeadLetter letter : history.deadLetters()) {
      InputRecord origin = inputs.get(letter.origin());
      if (origin == null || !(origin.reading() instanceof Reading.Rejected)) {
        addLetter(Kind.WRONG_DEAD_LETTER, letter, origin == null ? "nothing" : "a good record");
      }
      DeadLetter other = letters.put(letter.origin(), letter);
      if (other != null && promise.deadLetterOnce()) {
        addLetter(Kind.DOUBLED_DEAD_LETTER, letter, "what is kept already, as " + other.place());
      }
    }
    for (InputRecord input : history.inputs()) {
      if (input.reading() instanceof Reading.Rejected rejected
          && !letters.containsKey(input.place())) {
        anomalies.add(
            new Anomaly(Kind.NO_DEAD_LETTER, input.place().toString(), rejected.reason()));
      }
    }
  }

  private String accounting(long missing) {
    long counted = history.inputs().stream().filter(is(Reading.Counted.class)).count();
    return "read %d = counted %d + late %d + rejected %d + ignored %d"
        .formatted(
            history.inputs().size(),
            counted - missing,
            missing,
            history.inputs().stream().filter(is(Reading.Rejected.class)).count(),
            history.inputs().stream().filter(is(Reading.Ignored.class)).count());
  }

  private static Predicate<InputRecord> is(Class<? extends Reading> kind) {
    return input -> kind.isInstance(input.reading());
  }

  private String scope(int rows) {
    return "%d inputs, %d versions of %d rows, %d dead letters"
        .formatted(
            history.inputs().size(), history.versions().size(), rows, history.deadLetters().size());
  }

  private static OutputVersion lastOf(List<OutputVersion> versions) {
    return versions.get(versions.size() - 1);
  }

  private void add(Kind kind, OutputVersion version, String what) {
    anomalies.add(new Anomaly(kind, version.place().toString(), what));
  }

  private void addLetter(Kind kind, DeadLetter letter, String origin) {
    anomalies.add(
        new Anomaly(
            kind,
            letter.place().toString(),
            "it came from %s, where there is %s".formatted(letter.origin(), origin)));
  }
}
