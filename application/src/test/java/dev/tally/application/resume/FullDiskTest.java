package dev.tally.application.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FullDiskTest {

  @Test
  void isFoundUnderWhatWrapsIt() {
    IOException full = new IOException("checkpoint: No space left on device");

    assertThat(FullDisk.in(full)).contains(full);
    assertThat(FullDisk.in(new IllegalStateException(new UncheckedIOException(full))))
        .contains(full);
  }

  @Test
  void isNotSeenInOtherTrouble() {
    assertThat(FullDisk.in(new IOException("Connection reset by peer"))).isEmpty();
    assertThat(FullDisk.in(new IOException((String) null))).isEmpty();
    assertThat(FullDisk.in(new IllegalStateException("No space left on device"))).isEmpty();
  }
}
