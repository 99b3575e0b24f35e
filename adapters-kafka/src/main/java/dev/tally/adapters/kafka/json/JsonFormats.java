package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.BehaviorFormats;
import dev.tally.application.port.out.MessageFormats;

/** The JSON formats of all jobs, for the adapter's door only. */
public final class JsonFormats {

  private JsonFormats() {}

  /** Returns the formats of user behavior events and their counts. */
  public static BehaviorFormats behaviors() {
    return new JsonBehaviorFormats();
  }

  /** Returns the formats of messages and their windows. */
  public static MessageFormats messages() {
    return new JsonMessageFormats();
  }
}
