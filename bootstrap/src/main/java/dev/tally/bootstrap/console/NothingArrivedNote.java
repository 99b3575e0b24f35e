package dev.tally.bootstrap.console;

import dev.tally.application.port.Progress;
import java.util.Optional;

/** Says why a job that began at the latest record shows nothing. */
public final class NothingArrivedNote implements StatusNote {

  private static final long SILENCE_NANOS = 2_000_000_000L;

  private boolean begun;
  private long since;

  @Override
  public Optional<String> text(Progress progress, long nanos) {
    if (!begun) {
      begun = true;
      since = nanos;
    }
    return progress.accounting().read() == 0 && nanos - since >= SILENCE_NANOS
        ? Optional.of(
            "nothing new has arrived, and --from latest leaves out what was there: --from earliest reads it")
        : Optional.empty();
  }
}
