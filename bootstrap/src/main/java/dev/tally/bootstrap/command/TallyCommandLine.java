package dev.tally.bootstrap.command;

import dev.tally.application.port.OnRejected;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.out.SalesFiles.Header;
import dev.tally.application.port.out.SalesFiles.ReportFormat;
import dev.tally.bootstrap.wiring.Engine;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.message.MessageCounting;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesSummary;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The command line as a whole: its commands, how values are read, and what errors look like. */
public final class TallyCommandLine {

  private static final int HELP_WIDTH = 100;

  private final Environment environment;
  private final Failures failures;

  /** Makes a command line that can be executed once. */
  public TallyCommandLine(Environment environment) {
    this.environment = environment;
    this.failures = new Failures(environment.console());
  }

  /** Executes a command; returns its exit code. */
  public int execute(String... arguments) {
    CommandLine commands = commands(arguments);
    int code = commands.execute(arguments);
    return code == ExitCode.OK.code() ? environment.stop().exitCode().orElse(code) : code;
  }

  /** Makes the commands, or only the one that the arguments begin with: each takes its time. */
  CommandLine commands(String... arguments) {
    CommandLine top = new CommandLine(new Top());
    Map<String, Supplier<Object>> words = new LinkedHashMap<>();
    words.put("demo", () -> new DemoCommand(environment));
    words.put("generate", () -> generate(arguments));
    words.put("run", () -> run(arguments));
    words.put("watch", () -> new WatchCommand(environment));
    words.put("topics", () -> new TopicsCommand(environment));
    words.put("dead-letters", () -> new DeadLettersCommand(environment));
    words.put("broker", () -> new BrokerCommand(environment));
    words.put("version", () -> new VersionCommand(environment));
    add(top, arguments, 0, words);
    top.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.meanings());
    configure(top);
    return top;
  }

  private CommandLine run(String[] arguments) {
    CommandLine run = new CommandLine(new Group("job"));
    run.getCommandSpec().name("run").usageMessage().description("Runs a job.");
    Map<String, Supplier<Object>> jobs = new LinkedHashMap<>();
    jobs.put(BehaviorCounting.NAME, () -> new RunBehaviorCountsCommand(environment));
    jobs.put(MessageCounting.NAME, () -> new RunMinuteWindowsCommand(environment));
    jobs.put(SalesSummary.NAME, () -> new RunSalesSummaryCommand(environment));
    return add(run, arguments, 1, jobs);
  }

  private CommandLine generate(String[] arguments) {
    CommandLine generate = new CommandLine(new Group("kind of events"));
    generate.getCommandSpec().name("generate").usageMessage().description("Sends made-up events.");
    Map<String, Supplier<Object>> kinds = new LinkedHashMap<>();
    kinds.put("behaviors", () -> new GenerateBehaviorsCommand(environment));
    kinds.put("messages", () -> new GenerateMessagesCommand(environment));
    kinds.put("sales", () -> new GenerateSalesCommand(environment));
    return add(generate, arguments, 1, kinds);
  }

  // Where the word is no command, all are there to be listed and to be alike.
  private static CommandLine add(
      CommandLine group, String[] arguments, int position, Map<String, Supplier<Object>> commands) {
    String word = position < arguments.length ? arguments[position] : "";
    Supplier<Object> named = commands.get(word);
    if (named != null) {
      return group.addSubcommand(word, named.get());
    }
    commands.forEach((name, command) -> group.addSubcommand(name, command.get()));
    return group;
  }

  private void configure(CommandLine top) {
    top.setOut(environment.console().outWriter());
    top.setErr(environment.console().errWriter());
    top.setUsageHelpWidth(HELP_WIDTH);
    top.setAbbreviatedOptionsAllowed(false);
    convert(top, Engine.class, Engine::named);
    convert(top, RunOptions.From.class, text -> constant(RunOptions.From.class, text));
    convert(top, RunOptions.Until.class, text -> constant(RunOptions.Until.class, text));
    convert(top, OnRejected.class, text -> constant(OnRejected.class, text));
    convert(top, Rate.class, Rate::parse);
    convert(top, SalesGrouping.class, SalesGrouping::of);
    convert(top, Header.class, text -> constant(Header.class, text));
    convert(top, ReportFormat.class, text -> constant(ReportFormat.class, text));
    convert(
        top,
        DeadLettersCommand.Format.class,
        text -> constant(DeadLettersCommand.Format.class, text));
    convert(top, RejectLimit.class, RejectLimit::of);
    convert(top, LocalDate.class, TallyCommandLine::date);
    convert(top, Duration.class, Spans::parse);
    convert(top, ZoneId.class, TallyCommandLine::zone);
    convert(top, Instant.class, TallyCommandLine::instant);
    top.setExecutionStrategy(this::executeWithLogs);
    top.setParameterExceptionHandler((failure, arguments) -> failures.report(failure));
    top.setExecutionExceptionHandler((failure, command, result) -> failures.report(failure));
  }

  // Logs must have their file before the first logger is asked for, so before any command runs.
  private int executeWithLogs(ParseResult result) {
    ParseResult last = result;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    boolean isHelp = last.isUsageHelpRequested() || last.isVersionHelpRequested();
    Object command = last.commandSpec().userObject();
    if (!isHelp && !(command instanceof Group) && !(command instanceof VersionCommand)) {
      String name = last.commandSpec().qualifiedName(" ").replaceFirst("^tally ", "");
      boolean onConsole = last.hasMatchedOption("-v");
      Path file = LogFile.begin(environment, name, onConsole);
      failures.seeAlso(file);
    }
    return new RunLast().execute(result);
  }

  private static <T> void convert(CommandLine top, Class<T> type, Function<String, T> reading) {
    ITypeConverter<T> converter =
        text -> {
          try {
            return reading.apply(text);
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
          }
        };
    top.registerConverter(type, converter);
  }

  private static <T extends Enum<T>> T constant(Class<T> type, String text) {
    Optional<T> found =
        Arrays.stream(type.getEnumConstants())
            .filter(constant -> label(constant).equals(text))
            .findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "'%s' is none of %s"
                    .formatted(
                        text,
                        Arrays.stream(type.getEnumConstants())
                            .map(TallyCommandLine::label)
                            .collect(Collectors.joining(", ")))));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time zone: a name such as UTC, Asia/Seoul or +09:00", e);
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no day: write it as 2024-02-29", e);
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: write it as 2025-04-21T14:10:45Z", e);
    }
  }
}
