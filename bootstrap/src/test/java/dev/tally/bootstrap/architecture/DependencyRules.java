package dev.tally.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may know whom.
 *
 * @param base the package that holds the modules: the product's own, or that of the wrong samples
 */
record DependencyRules(String base) {

  private static final List<String> PLAIN_JAVA =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.util",
          "java.util.function",
          "java.util.stream",
          "java.time..",
          "java.math",
          "java.io",
          "java.nio",
          "java.nio.charset",
          "org.jspecify.annotations");

  ArchRule domainKnowsPlainJavaOnly() {
    return classes()
        .that()
        .resideInAPackage(base + ".domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(and(PLAIN_JAVA, base + ".domain.."));
  }

  ArchRule applicationKnowsTheDomainAndPlainJavaOnly() {
    return classes()
        .that()
        .resideInAPackage(base + ".application..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            and(
                PLAIN_JAVA,
                "java.util.concurrent..",
                "java.nio.file",
                base + ".domain..",
                base + ".application.."));
  }

  ArchRule adaptersDoNotSeeEachOther() {
    return slices().matching(base + ".adapters.(*)..").should().notDependOnEachOther();
  }

  ArchRule adaptersDoNotSeeServices() {
    return noClasses()
        .that()
        .resideInAPackage(base + ".adapters..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(base + ".application.service..", base + ".application.inprocess..");
  }

  ArchRule nobodyDependsOnBootstrap() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".bootstrap..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(base + ".bootstrap..");
  }

  ArchRule nobodyDependsOnBenchmarks() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(base + ".benchmarks..");
  }

  ArchRule daggerAndPicocliAreOfBootstrap() {
    return only(
        List.of("bootstrap"), "dagger..", "javax.inject..", "jakarta.inject..", "picocli..");
  }

  ArchRule flinkIsOfItsAdapter() {
    return only(List.of("adapters.flink"), "org.apache.flink..");
  }

  ArchRule sparkIsOfItsAdapter() {
    return only(List.of("adapters.spark"), "org.apache.spark..");
  }

  /** Kafka's broker is written in Scala, and a part of what it answers comes in Scala's types. */
  ArchRule scalaIsOfSparkAndTheBroker() {
    return only(List.of("adapters.spark", "adapters.kafka.broker"), "scala..");
  }

  /** The engines' adapters open topics themselves, with their own connectors. */
  ArchRule kafkaIsOfTheAdaptersThatOpenTopics() {
    return only(
        List.of("adapters.kafka", "adapters.flink", "adapters.spark"),
        "org.apache.kafka..",
        "kafka..");
  }

  ArchRule filesAndChartsAreOfTheirAdapter() {
    return only(List.of("adapters.files"), "de.siegmar.fastcsv..", "org.knowm.xchart..");
  }

  ArchRule packagesHaveNoCycles() {
    return slices().matching(base + ".(**)").should().beFreeOfCycles();
  }

  private ArchRule only(List<String> owners, String... technology) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            owners.stream().map(owner -> base + "." + owner + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(technology);
  }

  private static String[] and(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
