package dev.tally.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.domain.aggregation.Aggregation;
import java.io.ObjectInputStream;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.NullMarked;

/**
 * What the code of a module may be and do.
 *
 * @param base the package that holds the modules: the product's own, or that of the wrong samples
 */
record CodeRules(String base) {

  private static final Set<String> FLOATING =
      Set.of("float", "double", "java.lang.Float", "java.lang.Double");

  private static final String JSON_TYPES = "com.fasterxml.jackson.annotation.JsonTypeInfo";

  /** Of all calls that ask for the time or for chance, those that somebody could think of. */
  private static final Set<String> CLOCK_OR_CHANCE =
      Set.of(
          "java.lang.System.currentTimeMillis()",
          "java.lang.System.nanoTime()",
          "java.lang.Math.random()",
          "java.util.Random.<init>()",
          "java.security.SecureRandom.<init>()",
          "java.util.UUID.randomUUID()",
          "java.util.concurrent.ThreadLocalRandom.current()",
          "java.time.ZoneId.systemDefault()",
          "java.util.TimeZone.getDefault()");

  /** A wait is no question for the time of day: application threads may wait by it. */
  ArchRule nobodyInsideAsksForTheTime() {
    DescribedPredicate<JavaClass> inside =
        describe(
            "are of the domain or the application, or decode or encode",
            type ->
                type.getPackageName().startsWith(base + ".domain")
                    || type.getPackageName().startsWith(base + ".application")
                    || type.isAssignableTo(Decoder.class)
                    || type.isAssignableTo(DecoderFactory.class)
                    || type.isAssignableTo(ResultEncoder.class));
    return classes()
        .that(inside)
        .should(
            check(
                "ask neither a clock nor chance",
                (type, events) ->
                    type.getCodeUnitAccessesFromSelf().stream()
                        .filter(
                            call ->
                                CLOCK_OR_CHANCE.contains(call.getTarget().getFullName())
                                    || isNow(
                                        call.getTargetOwner().getPackageName(), call.getName()))
                        .forEach(call -> events.add(violated(type, call.getDescription())))));
  }

  ArchRule portsAreInterfacesRecordsEnumsOrExceptions() {
    return classes()
        .that()
        .resideInAPackage(base + ".application.port..")
        .and()
        .doNotHaveSimpleName("package-info")
        .and()
        .areNotAnonymousClasses()
        .should()
        .beInterfaces()
        .orShould()
        .beRecords()
        .orShould()
        .beEnums()
        .orShould()
        .beAssignableTo(Throwable.class);
  }

  ArchRule aggregationsAreRecords() {
    return classes()
        .that()
        .areAssignableTo(Aggregation.class)
        .and()
        .areNotInterfaces()
        .should()
        .beRecords();
  }

  /** Checks that a test hands each aggregation to {@code AggregationLaws}. */
  ArchRule aggregationsHaveTheirLawsChecked(JavaClasses tests) {
    String laws = "dev.tally.domain.aggregation.AggregationLaws";
    return classes()
        .that()
        .areAssignableTo(Aggregation.class)
        .and()
        .areNotInterfaces()
        .should(
            check(
                "have a test of their laws",
                (type, events) -> {
                  boolean tested =
                      tests.stream()
                          .anyMatch(test -> knows(test, laws) && knows(test, type.getName()));
                  if (!tested) {
                    events.add(violated(type, type.getName() + " has no test of its laws"));
                  }
                }));
  }

  /** Checks that a test beside each engine extends the conformance suite. */
  ArchRule enginesKeepTheConformanceSuite(JavaClasses tests) {
    String suite = "dev.tally.application.conformance.AggregationEngineConformance";
    return classes()
        .that()
        .areAssignableTo(AggregationEngine.class)
        .and()
        .areNotInterfaces()
        .should(
            check(
                "have a conformance test in their package",
                (type, events) -> {
                  boolean tested =
                      tests.stream()
                          .filter(test -> !test.getModifiers().contains(JavaModifier.ABSTRACT))
                          .filter(test -> test.isAssignableTo(suite))
                          .anyMatch(test -> test.getPackageName().equals(type.getPackageName()));
                  if (!tested) {
                    events.add(violated(type, type.getName() + " has no conformance test"));
                  }
                }));
  }

  /** Checks the types that aggregations make as their accumulators. */
  ArchRule accumulatorsAreExact() {
    return classes()
        .that()
        .areAssignableTo(Aggregation.class)
        .should(
            check(
                "accumulate without floating point",
                (type, events) ->
                    type.getMethods().stream()
                        .filter(method -> method.getName().equals("newAccumulator"))
                        .flatMap(method -> method.getRawReturnType().getAllFields().stream())
                        .filter(CodeRules::isFloating)
                        .forEach(field -> events.add(violated(type, field.getDescription())))));
  }

  ArchRule salesAreExact() {
    return classes()
        .that()
        .resideInAPackage(base + ".domain.sales..")
        .should(
            check(
                "compute without floating point",
                (type, events) -> {
                  type.getFields().stream()
                      .filter(CodeRules::isFloating)
                      .forEach(field -> events.add(violated(type, field.getDescription())));
                  type.getCodeUnitAccessesFromSelf().stream()
                      .filter(
                          call ->
                              isFloating(call.getTarget().getRawReturnType())
                                  || call.getTarget().getRawParameterTypes().stream()
                                      .anyMatch(CodeRules::isFloating))
                      .forEach(call -> events.add(violated(type, call.getDescription())));
                }));
  }

  /** What Flink and Kafka make anew from its name must be public. */
  ArchRule adaptersHaveOneDoor() {
    return classes()
        .that()
        .resideInAPackage(base + ".adapters.*")
        .and()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .and()
        .areNotAssignableTo("org.apache.flink.api.common.typeutils.TypeSerializerSnapshot")
        .and()
        .areNotAssignableTo("org.apache.kafka.common.config.provider.ConfigProvider")
        .should(
            be(
                describe(
                    "named after their technology",
                    type -> {
                      String technology =
                          type.getPackageName().substring((base + ".adapters.").length());
                      return type.getSimpleName().equalsIgnoreCase(technology + "Adapter");
                    })));
  }

  /** The embedded broker is a door of its own: it runs in another process. */
  ArchRule adaptersAreEnteredByTheirDoors() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(base + ".adapters..")
        .should()
        .dependOnClassesThat(
            describe(
                "are no doors of adapters",
                type ->
                    type.getPackageName().startsWith(base + ".adapters.")
                        && !type.getSimpleName().endsWith("Adapter")
                        && !type.getPackageName().equals(base + ".adapters.kafka.broker")));
  }

  /** The broker's process talks to its parent through them. */
  ArchRule standardStreamsAreOfTheConsole() {
    return classes()
        .that()
        .resideOutsideOfPackage(base + ".bootstrap.console..")
        .and()
        .doNotHaveFullyQualifiedName(base + ".adapters.kafka.broker.BrokerMain")
        .should(
            check(
                "leave the standard streams alone",
                (type, events) -> {
                  type.getFieldAccessesFromSelf().stream()
                      .filter(access -> access.getTargetOwner().isEquivalentTo(System.class))
                      .forEach(access -> events.add(violated(type, access.getDescription())));
                  type.getCodeUnitAccessesFromSelf().stream()
                      .filter(call -> call.getTarget().getName().equals("printStackTrace"))
                      .filter(call -> call.getTarget().getRawParameterTypes().isEmpty())
                      .forEach(call -> events.add(violated(type, call.getDescription())));
                }));
  }

  /**
   * Java's own serialization, and JSON that names classes, let whoever wrote the bytes choose what
   * is run. What reads objects all the same must say of which classes.
   */
  ArchRule nobodyReadsObjectsOfAnyClass() {
    return classes()
        .should(
            check(
                "read no objects of any class",
                (type, events) -> {
                  boolean filters =
                      type.getCodeUnitAccessesFromSelf().stream()
                          .anyMatch(call -> call.getName().equals("setObjectInputFilter"));
                  type.getCodeUnitAccessesFromSelf().stream()
                      .filter(
                          call ->
                              readsAnyObject(call.getTargetOwner(), call.getName())
                                  && !(filters && isObjectStream(call.getTargetOwner())))
                      .forEach(call -> events.add(violated(type, call.getDescription())));
                  if (type.isAnnotatedWith(JSON_TYPES)) {
                    events.add(violated(type, type.getName() + " is chosen by its JSON"));
                  }
                }));
  }

  ArchRule packagesAreNullMarked() {
    return classes()
        .should(
            check(
                "be in a package that is @NullMarked",
                (type, events) -> {
                  if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(violated(type, type.getPackageName() + " is not @NullMarked"));
                  }
                }));
  }

  private static boolean readsAnyObject(JavaClass owner, String method) {
    return (isObjectStream(owner) && method.startsWith("read"))
        || (owner.getName().equals("org.apache.flink.util.InstantiationUtil")
            && (method.startsWith("deserializeObject") || method.startsWith("readObject")))
        || owner.getName().equals("java.beans.XMLDecoder")
        || (owner.getPackageName().startsWith("com.fasterxml.jackson")
            && (method.startsWith("activateDefaultTyping")
                || method.startsWith("enableDefaultTyping")
                || method.equals("setDefaultTyping")));
  }

  private static boolean isObjectStream(JavaClass type) {
    return type.isAssignableTo(ObjectInputStream.class);
  }

  private static boolean isNow(String packageName, String method) {
    return packageName.equals("java.time")
        && (method.equals("now") || method.startsWith("system") || method.startsWith("tick"));
  }

  private static boolean isFloating(JavaField field) {
    return isFloating(field.getRawType());
  }

  private static boolean isFloating(JavaClass type) {
    return FLOATING.contains(type.getBaseComponentType().getName());
  }

  private static boolean knows(JavaClass type, String other) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> dependency.getTargetClass().getName().equals(other));
  }

  private static ConditionEvent violated(JavaClass type, String message) {
    return SimpleConditionEvent.violated(type, message + " in " + type.getSourceCodeLocation());
  }

  private static ArchCondition<JavaClass> check(
      String description, BiConsumer<JavaClass, ConditionEvents> check) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check.accept(type, events);
      }
    };
  }
}
