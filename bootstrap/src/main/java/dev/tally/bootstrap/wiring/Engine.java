package dev.tally.bootstrap.wiring;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The engines, as on the command line. Each profile's class path holds one of them only. */
public enum Engine {
  /** Threads of this JVM. */
  IN_PROCESS("in-process"),
  /** Flink's DataStream API, local. */
  FLINK("flink"),
  /** Spark's Structured Streaming, local. */
  SPARK("spark");

  private final String label;

  Engine(String label) {
    this.label = label;
  }

  /**
   * Returns the engine of that name.
   *
   * @throws IllegalArgumentException where there is none, naming those there are
   */
  public static Engine named(String label) {
    return Arrays.stream(values())
        .filter(engine -> engine.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is none of " + labels()));
  }

  /** Returns all names. */
  public static String labels() {
    return Arrays.stream(values()).map(Engine::toString).collect(Collectors.joining(", "));
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return label;
  }
}
