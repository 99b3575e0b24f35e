package dev.tally.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every rule, with the wrong samples at which it must fire. */
@SuppressWarnings("ImmutableEnumChecker") // its functions have no state
enum Rule {
  DOMAIN_KNOWS_PLAIN_JAVA_ONLY(
      dependency(DependencyRules::domainKnowsPlainJavaOnly), "KnowsALogger", "Injected"),
  APPLICATION_KNOWS_THE_DOMAIN_AND_PLAIN_JAVA_ONLY(
      dependency(DependencyRules::applicationKnowsTheDomainAndPlainJavaOnly),
      "Logs",
      "KnowsEveryTechnology",
      "UsesBootstrap"),
  ADAPTERS_DO_NOT_SEE_EACH_OTHER(
      dependency(DependencyRules::adaptersDoNotSeeEachOther), "SeesAnotherAdapter"),
  ADAPTERS_DO_NOT_SEE_SERVICES(
      dependency(DependencyRules::adaptersDoNotSeeServices), "SeesAService"),
  NOBODY_DEPENDS_ON_BOOTSTRAP(
      dependency(DependencyRules::nobodyDependsOnBootstrap), "UsesBootstrap"),
  NOBODY_DEPENDS_ON_BENCHMARKS(
      dependency(DependencyRules::nobodyDependsOnBenchmarks), "UsesBenchmarks"),
  DAGGER_AND_PICOCLI_ARE_OF_BOOTSTRAP(
      dependency(DependencyRules::daggerAndPicocliAreOfBootstrap), "Injected"),
  FLINK_IS_OF_ITS_ADAPTER(
      dependency(DependencyRules::flinkIsOfItsAdapter), "KnowsEveryTechnology.flink"),
  SPARK_IS_OF_ITS_ADAPTER(
      dependency(DependencyRules::sparkIsOfItsAdapter), "KnowsEveryTechnology.spark"),
  SCALA_IS_OF_SPARK_AND_THE_BROKER(
      dependency(DependencyRules::scalaIsOfSparkAndTheBroker), "KnowsEveryTechnology.scala"),
  KAFKA_IS_OF_THE_ADAPTERS_THAT_OPEN_TOPICS(
      dependency(DependencyRules::kafkaIsOfTheAdaptersThatOpenTopics),
      "KnowsEveryTechnology.kafka"),
  FILES_AND_CHARTS_ARE_OF_THEIR_ADAPTER(
      dependency(DependencyRules::filesAndChartsAreOfTheirAdapter), "KnowsEveryTechnology.csv"),
  PACKAGES_HAVE_NO_CYCLES(
      dependency(DependencyRules::packagesHaveNoCycles), "domain.one.One", "domain.two.Two"),
  NOBODY_INSIDE_ASKS_FOR_THE_TIME(
      code(CodeRules::nobodyInsideAsksForTheTime),
      "AsksTheTime.millis()",
      "Instant.now()",
      "DecoderWithAClock"),
  PORTS_ARE_INTERFACES_RECORDS_ENUMS_OR_EXCEPTIONS(
      code(CodeRules::portsAreInterfacesRecordsEnumsOrExceptions), "PortThatIsAClass"),
  AGGREGATIONS_ARE_RECORDS(code(CodeRules::aggregationsAreRecords), "ClassAggregation"),
  AGGREGATIONS_HAVE_THEIR_LAWS_CHECKED(
      (base, tests) -> new CodeRules(base).aggregationsHaveTheirLawsChecked(tests),
      "ClassAggregation has no test of its laws"),
  ENGINES_KEEP_THE_CONFORMANCE_SUITE(
      (base, tests) -> new CodeRules(base).enginesKeepTheConformanceSuite(tests),
      "LonelyEngine has no conformance test"),
  ACCUMULATORS_ARE_EXACT(code(CodeRules::accumulatorsAreExact), "InexactSum.sum"),
  SALES_ARE_EXACT(
      code(CodeRules::salesAreExact), "FloatingPrice.price", "BigDecimal.doubleValue()"),
  ADAPTERS_HAVE_ONE_DOOR(code(CodeRules::adaptersHaveOneDoor), "SecondDoor"),
  ADAPTERS_ARE_ENTERED_BY_THEIR_DOORS(
      code(CodeRules::adaptersAreEnteredByTheirDoors), "EntersByTheWindow"),
  STANDARD_STREAMS_ARE_OF_THE_CONSOLE(
      code(CodeRules::standardStreamsAreOfTheConsole), "Prints.print"),
  NOBODY_READS_OBJECTS_OF_ANY_CLASS(
      code(CodeRules::nobodyReadsObjectsOfAnyClass),
      "ReadsAnyObject.bytes",
      "ReadsAnyObject.json",
      "InstantiationUtil.deserializeObject"),
  PACKAGES_ARE_NULL_MARKED(
      code(CodeRules::packagesAreNullMarked), "samples.domain.unmarked is not @NullMarked");

  private final BiFunction<String, JavaClasses, ArchRule> rule;
  private final List<String> wrongSamples;

  Rule(BiFunction<String, JavaClasses, ArchRule> rule, String... wrongSamples) {
    this.rule = rule;
    this.wrongSamples = List.of(wrongSamples);
  }

  /**
   * Returns the rule.
   *
   * @param base the package that holds the modules
   * @param tests the tests of the modules
   */
  ArchRule of(String base, JavaClasses tests) {
    return rule.apply(base, tests);
  }

  /** Returns what its message must name for the wrong samples: at least one. */
  List<String> wrongSamples() {
    return wrongSamples;
  }

  private static BiFunction<String, JavaClasses, ArchRule> dependency(
      Function<DependencyRules, ArchRule> rule) {
    return (base, tests) -> rule.apply(new DependencyRules(base));
  }

  private static BiFunction<String, JavaClasses, ArchRule> code(
      Function<CodeRules, ArchRule> rule) {
    return (base, tests) -> rule.apply(new CodeRules(base));
  }
}
