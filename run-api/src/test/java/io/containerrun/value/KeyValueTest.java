package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValueTest {
  @ParameterizedTest
  @CsvSource({"a=b=c, a, b=c", "a, a, ''", "a=, a, ''", "=b, '', b", "'', '', ''"})
  void splitsAtTheFirstEqualsSign(String text, String key, String value) {
    assertThat(KeyValue.annotation(text)).isEqualTo(KeyValue.of(key, value));
    assertThat(KeyValue.logOption(text)).isEqualTo(KeyValue.of(key, value));
  }

  @Test
  void keepsBlanksBeforeALabel() {
    assertThat(KeyValue.label("\t label=v w")).isEqualTo(KeyValue.of("\t label", "v w"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " = ", "=label", " "})
  void refusesALabelWithoutAKey(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyValue.label(text))
        .withMessage("invalid label '" + text + "': empty name; write key=value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b=c", " a b", "a b"})
  void refusesALabelWithBlanksInsideTheKey(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyValue.label(text))
        .withMessage("label 'a b' contains whitespaces; write a key without them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"net.=1", "net.core.somaxconn=", "kernel.shmmax=1", "fs.mqueue.x=1"})
  void readsTheSysctlsOfAContainer(String text) {
    assertThat(KeyValue.sysctl(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"kernel.sem", "kernel.hostname=x", "fs.file-max=1", "=", "NET.x=1", "", "vm.x=1"})
  void refusesTheSysctlsOfTheHost(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyValue.sysctl(text))
        .withMessageContaining("sysctl '" + text + "' is not allowed");
  }

  @Test
  void refusesAStorageOptionWithoutAValue() {
    assertThat(KeyValue.storageOption("=1")).isEqualTo(KeyValue.of("", "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyValue.storageOption("size"))
        .withMessageContaining("invalid storage option");
  }

  @Test
  void refusesAnEqualsSignInAKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyValue.of("a=b", "c"))
        .withMessageContaining("write the value apart");
  }
}
