package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{ \"a\" : [ 1 , -0.5e+3 , true , null , \"x y\" ] }",
        "\t\"\\u00e9\\n\"\r\n",
        "[[],[{}]]",
        "0",
      })
  void takesOutWhiteSpaceOutsideStrings(String json) {
    assertThat(JsonText.compact(json))
        .isEqualTo(json.replaceAll("\\s+(?=([^\"]*\"[^\"]*\")*[^\"]*$)", ""));
  }

  @Test
  void changesNothingElse() {
    assertThat(JsonText.compact("{\"a\": \"<&>\\u0041 \u2028\"}"))
        .isEqualTo("{\"a\":\"<&>\\u0041 \u2028\"}");
    assertThat(JsonText.compact("[1.0e2, 1.0e2]")).isEqualTo("[1.0e2,1.0e2]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "not json; invalid character 'o' in literal null (expecting 'u'); correct line 1, column 2",
        "{a; invalid character 'a' looking for beginning of object key string",
        "{\"a\" 1; invalid character '1' after object key",
        "{\"a\":1 1; invalid character '1' after object key:value pair",
        "[1 2]; invalid character '2' after array element",
        "[1,]; invalid character ']' looking for beginning of value",
        "1 2; invalid character '2' after top-level value",
        "01; invalid character '1' after top-level value",
        "-x; invalid character 'x' in numeric literal",
        "1.x; invalid character 'x' after decimal point in numeric literal",
        "1ex; invalid character 'x' in exponent of numeric literal",
        "\"\\x\"; invalid character 'x' in string escape code",
        "\"\\u00g\"; invalid character 'g' in \\u hexadecimal character escape",
        "'; invalid character '\\''",
        "{; unexpected end of JSON input",
        "``; unexpected end of JSON input",
        "\"a; unexpected end of JSON input",
      })
  void saysWhatIsWrong(String json, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonText.compact(json))
        .withMessageContaining(reason);
  }

  @Test
  void refusesTooManyLevels() {
    assertThat(JsonText.compact("[".repeat(10_000) + "]".repeat(10_000))).hasSize(20_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonText.compact("[".repeat(10_001)))
        .withMessageContaining("exceeded max depth");
  }
}
