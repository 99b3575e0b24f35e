package dev.tally.bootstrap.wiring;

/** Makes the application on an engine. */
@FunctionalInterface
public interface Apps {

  /**
   * Returns the application.
   *
   * @throws dev.tally.application.port.TallyException where the engine is not part of this process
   */
  App on(Engine engine);
}
