package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalesGeneratorTest {

  @Test
  void everyRowIsOfTheFormOfTheOriginal() throws IOException {
    List<String> rows = generate(20_000, 42).lines().toList();
    assertThat(rows)
        .hasSize(20_000)
        .allMatch(
            row ->
                row.matches(
                    "P[1-9]\\d\\d,(electronics|accessories|peripherals),"
                        + "(\\d{2,3}\\.\\d\\d|1000\\.00),[1-9],2024-\\d\\d-\\d\\d"));
    assertThat(rows.stream().map(row -> row.substring(row.lastIndexOf(',') + 1)).distinct())
        .hasSize(366)
        .contains("2024-01-01", "2024-02-29", "2024-12-31");
    assertThat(rows.stream().map(row -> row.substring(0, 4)).distinct())
        .hasSize(899)
        .contains("P100", "P998");
  }

  @Test
  void sameSeedSameBytes() throws IOException {
    assertThat(generate(1_000, 42))
        .isEqualTo(generate(1_000, 42))
        .isNotEqualTo(generate(1_000, 43));
    assertThat(generate(2_000, 42)).startsWith(generate(1_000, 42));
    assertThat(generate(3, 42))
        .isEqualTo(
            """
            P695,electronics,174.28,9,2024-05-12
            P500,peripherals,335.67,8,2024-10-14
            P909,peripherals,472.77,1,2024-09-23
            """);
    assertThat(generate(0, 42)).isEmpty();
  }

  private static String generate(long rows, long seed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SalesGenerator.write(rows, seed, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
