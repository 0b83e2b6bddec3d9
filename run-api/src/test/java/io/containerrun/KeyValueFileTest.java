package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyValueFileTest {
  private static final String MARK = "\ufeff";

  @Test
  void readsEachLineAsItStands() {
    assertThat(variables(MARK + "# c\n\n  A=1 # x\r\n\fB=\"q\" \nC\nD=a=b\n" + MARK + "E="))
        .containsExactly("A=1 # x", "B=\"q\" ", "C", "D=a=b", MARK + "E=");
  }

  @Test
  void leavesOutLabelsWithoutAnEqualsSign() {
    assertThat(KeyValueFile.labels("f", bytes("a=1\nb\nc=")))
        .containsExactly(KeyValue.of("a", "1"), KeyValue.of("c", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "A =s3cret; variable 'A ' contains whitespaces",
            "export A=s3cret; variable 'export A' contains whitespaces",
        "=s3cret; no variable name on line '=***'",
            "'FOO\t'; variable 'FOO\t' contains whitespaces",
      })
  void saysWhichLineIsWrongWithoutItsValue(String line, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> variables("OK=1\n" + line))
        .withMessageStartingWith("invalid env file (app.env): " + reason)
        .withMessageEndingWith("in line 2")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyValueFile.variables("f", new byte[] {'A', '\n', (byte) 0xff}))
        .withMessage("invalid env file (f): invalid utf8 bytes at line 2; save the file as UTF-8");
  }

  @Test
  void refusesLinesOf64KibibytesAndMore() {
    assertThat(variables("A=" + "x".repeat(65_533))).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> variables("A=" + "x".repeat(65_534)))
        .withMessageContaining("bufio.Scanner: token too long; shorten line 1");
  }

  private static List<String> variables(String content) {
    return KeyValueFile.variables("app.env", bytes(content)).stream()
        .map(EnvironmentVariable::text)
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
