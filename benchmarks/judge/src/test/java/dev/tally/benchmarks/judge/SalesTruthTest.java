package dev.tally.benchmarks.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalesTruthTest {

  @TempDir Path folder;
  private SalesTruth truth;

  @BeforeEach
  void sumUp() throws IOException {
    Path sales = folder.resolve("sales.csv");
    Files.writeString(
        sales,
        "P1,books,10.00,3,2024-01-01\nP2,books,0.01,1,2024-01-02\nP3,toys,2.50,2,2024-01-03\n");
    truth = SalesTruth.of(new Attempt(sales.toString(), 3, "", folder));
  }

  @Test
  void truthIsTrue() throws IOException {
    assertThat(fault("books,30.01,5.005000,4,2\ntoys,5.00,2.500000,2,1\n", true)).isEmpty();
  }

  @Test
  void revenueMustBeExact() throws IOException {
    assertThat(fault("books,30.02,5.005000,4,2\ntoys,5.00,2.5,2,1\n", false))
        .contains("wrong rows");
  }

  @Test
  void averageInFloatingPointMayBeOffInItsLastDecimal() throws IOException {
    String result = "books,30.01,5.005001,4,2\ntoys,5.00,2.5,2,1\n";
    assertThat(fault(result, false)).isEmpty();
    assertThat(fault(result, true)).contains("wrong rows");
  }

  @Test
  void missingRowIsWrong() throws IOException {
    assertThat(fault("books,30.01,5.005,4,2\n", false)).contains("wrong rows");
  }

  @Test
  void missingResultIsWrong() {
    assertThat(truth.fault(folder.resolve("nothing.csv"), false)).contains("no readable result");
  }

  private String fault(String result, boolean isExact) throws IOException {
    Path file = Files.writeString(folder.resolve("result.csv"), result);
    return truth.fault(file, isExact);
  }
}
