package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentVariableTest {
  @Test
  void hidesItsValueInPrint() {
    EnvironmentVariable secret = EnvironmentVariable.of("PASSWORD", "s3cret");
    assertThat(secret).hasToString("PASSWORD=***");
    assertThat(secret.text()).isEqualTo("PASSWORD=s3cret");
    assertThat(secret).isNotEqualTo(EnvironmentVariable.of("PASSWORD", "other"));
    assertThat(EnvironmentVariable.fromCaller("LANG")).hasToString("LANG");
  }

  @ParameterizedTest
  @CsvSource({"A=b=c, A, b=c, false", "A=, A, '', false", "A, A, '', true", "A B=c, A B, c, false"})
  void readsANameAndAValue(String text, String name, String value, boolean isFromCaller) {
    EnvironmentVariable variable = EnvironmentVariable.parse(text);
    assertThat(variable.name()).isEqualTo(name);
    assertThat(variable.value()).isEqualTo(value);
    assertThat(variable.isFromCaller()).isEqualTo(isFromCaller);
  }

  @Test
  void takesItsValueFromAnEnvironment() {
    Function<String, Optional<String>> environment =
        name -> Optional.ofNullable(Map.of("LANG", "C", "EMPTY", "").get(name));
    assertThat(EnvironmentVariable.parse("LANG").resolvedBy(environment).text())
        .isEqualTo("LANG=C");
    assertThat(EnvironmentVariable.parse("EMPTY").resolvedBy(environment).text())
        .isEqualTo("EMPTY=");
    assertThat(EnvironmentVariable.parse("GONE").resolvedBy(environment).text()).isEqualTo("GONE");
    assertThat(EnvironmentVariable.parse("LANG=de").resolvedBy(environment).text())
        .isEqualTo("LANG=de");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "=s3cret"})
  void refusesAnEmptyNameWithoutTellingTheValue(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnvironmentVariable.parse(text))
        .withMessageStartingWith("invalid environment variable: ")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void refusesAnEqualsSignInAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnvironmentVariable.of("A=b", "c"))
        .withMessageContaining("write name and value apart");
  }
}
