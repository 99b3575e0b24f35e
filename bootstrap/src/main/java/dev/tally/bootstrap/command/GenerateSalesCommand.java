package dev.tally.bootstrap.command;

import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.wiring.Engine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code generate sales}. */
@Command(
    name = "sales",
    description = {
      "Writes a CSV file of made-up sales of 2024, without a header line:",
      "product_id,category,price,quantity,transaction_date. The same seed makes the same bytes."
    })
final class GenerateSalesCommand implements Callable<Integer> {

  private final Environment environment;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many sales. Default: ${DEFAULT-VALUE}")
  long rows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Decides every choice. Default: ${DEFAULT-VALUE}")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "sales_data.csv",
      description = "The file, written over one that is there. Default: ${DEFAULT-VALUE}")
  Path out;

  GenerateSalesCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (rows < 0) {
      throw EngineOptions.usage("--rows", "0 or more, not " + rows);
    }
    environment
        .apps()
        .on(Engine.IN_PROCESS)
        .generateSales()
        .generate(rows, seed, environment.directory().resolve(out));
    environment.console().print("%s sales in %s".formatted(Numbers.grouped(rows), out));
    return ExitCode.OK.code();
  }
}
