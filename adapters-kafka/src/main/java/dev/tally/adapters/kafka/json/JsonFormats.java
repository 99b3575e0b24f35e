package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.BehaviorFormats;

/** The JSON formats of all jobs, for the adapter's door only. */
public final class JsonFormats {

  private JsonFormats() {}

  /** Returns the formats of user behavior events and their counts. */
  public static BehaviorFormats behaviors() {
    return new JsonBehaviorFormats();
  }
}
