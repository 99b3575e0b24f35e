package dev.tally.bootstrap.command;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.in.JobRequest;
import dev.tally.bootstrap.wiring.App;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A job that a demo can show: what is sent to it, and what it should make of that. Used once. */
interface DemoJob {

  /** Returns the job's name. */
  String name();

  /** Returns the topic of events. */
  String input();

  /** Returns the topic of results. */
  String output();

  /** Returns how many events are sent where the user does not say. */
  long usualCount();

  /** Returns how fast they are sent where the user does not say. */
  Rate usualRate();

  /**
   * Sends the events and keeps in mind what was sent.
   *
   * @param sent called for each event; false stops the sending
   */
  void generate(App app, Sending sending, BooleanSupplier sent);

  /** Starts the job. */
  RunningJob start(App app, JobRequest request);

  /** Returns an empty view of the output topic. */
  OutputRows newRows();

  /** Returns how many rows there should be, in words, such as {@code 20 cells}. */
  String extent();

  /**
   * Returns a line for each row, of the first few, that is not what was sent. Called once the
   * events are sent.
   *
   * @param rows a view that {@link #newRows} returned
   */
  List<String> differences(OutputRows rows);

  /**
   * What to send.
   *
   * @param now the time of day in epoch milliseconds
   */
  record Sending(Cluster cluster, long count, Rate rate, long seed, long now) {}
}
