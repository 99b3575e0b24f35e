package dev.tally.benchmarks.judge;

/** The jobs, as the product's command line calls them. */
enum Job {
  BEHAVIOR_COUNTS("behavior-counts"),
  MINUTE_WINDOWS("minute-windows"),
  SALES_SUMMARY("sales-summary");

  private final String command;

  Job(String command) {
    this.command = command;
  }

  @Override
  public String toString() {
    return command;
  }
}
