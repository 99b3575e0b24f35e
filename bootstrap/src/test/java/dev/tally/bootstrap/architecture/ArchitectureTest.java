package dev.tally.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The architecture holds, and each of its rules would notice if it did not. */
class ArchitectureTest {

  private static final String SAMPLES = "dev.tally.bootstrap.architecture.samples";
  private static final JavaClasses CLASSES = Modules.classes();
  private static final JavaClasses TESTS = Modules.tests();
  private static final JavaClasses WRONG = new ClassFileImporter().importPackages(SAMPLES);

  @ParameterizedTest
  @EnumSource
  void ruleHolds(Rule rule) {
    rule.of("dev.tally", TESTS).check(CLASSES);
  }

  @ParameterizedTest
  @EnumSource
  void ruleFiresAtItsWrongSamples(Rule rule) {
    ArchRule overSamples = rule.of(SAMPLES, TESTS);

    for (String sample : rule.wrongSamples()) {
      assertThatThrownBy(() -> overSamples.check(WRONG))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(sample);
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void rulesSawEveryClassOfEveryModule(String module) {
    List<String> sources = Modules.sources(module);

    assertThat(sources).isNotEmpty();
    assertThat(CLASSES.stream().map(JavaClass::getName)).containsAll(sources);
  }

  @Test
  void rulesDidNotSeeTheSamples() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName))
        .noneMatch(name -> name.startsWith(SAMPLES));
  }

  static Stream<String> modules() {
    return Modules.NAMES.stream();
  }
}
