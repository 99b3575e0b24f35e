package dev.tally.application.port;

import java.io.Serializable;

/** Something in the input that is not what the job reads. */
public sealed interface Rejection extends Serializable permits RejectedRecord, RejectedRow {

  /** Returns where it is, in words. */
  String place();

  /** Returns why it is none, in one line for the user. */
  String reason();
}
