package io.containerrun.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"text\"",
        "7 8",
        "{\"a\": {\"b\": [1, [true, false], null, \"\\u00e9\\n\"]}, \"a\": 2, \"\": {}}",
        "[0, -1, 2147483648, 9223372036854775808, 1.5, 1e400, -0.0]",
        "",
        "  "
      })
  void readsWhatAMapperReads(String text) throws IOException {
    assertThat(Json.read(text)).isEqualTo(new ObjectMapper().readTree(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1", "{\"a\"", "{\"a\":", "nonsense", "]", "[1,]", "{\"a\" 1}"})
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesToGoTooDeep(String open) {
    assertThatThrownBy(() -> Json.read(open.repeat(100_000)))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("nested more than 200 levels deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1."})
  void refusesNumbersWithoutEnd(String start) {
    assertThatThrownBy(() -> Json.read(start + "1".repeat(100_000)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void refusesAValueWithoutEndInASequence() throws IOException {
    InputStream endless =
        new SequenceInputStream(
            new ByteArrayInputStream("{\"a\":1} [".getBytes(StandardCharsets.UTF_8)),
            new InputStream() {
              @Override
              public int read() {
                return ' ';
              }

              @Override
              public int read(byte[] target, int start, int most) {
                Arrays.fill(target, start, start + most, (byte) ' ');
                return most;
              }
            });
    try (JsonSequence values = Json.readAll(endless)) {
      assertThat(values.next()).hasValue(Json.read("{\"a\":1}"));
      assertThatThrownBy(values::next).hasMessage("a JSON value is longer than 16 MiB");
    }
  }

  @Test
  void readsASequenceToItsEnd() throws IOException {
    byte[] two = "{}\n[1]\n".getBytes(StandardCharsets.UTF_8);
    try (JsonSequence values = Json.readAll(new ByteArrayInputStream(two))) {
      assertThat(values.next()).hasValue(Json.read("{}"));
      assertThat(values.next()).hasValue(Json.read("[1]"));
      assertThat(values.next()).isEmpty();
    }
  }

  static List<Option<?>> options() {
    return Option.all();
  }

  @ParameterizedTest
  @MethodSource("options")
  void writesTheRequestOfEveryOption(Option<?> option) throws IOException {
    Map<String, Object> request =
        ContainerRun.parse(List.of(option + "=" + option.example(), "alpine"))
            .request(new ApiVersion(1, 56))
            .body();
    assertThat(Json.write(request)).isEqualTo(new ObjectMapper().writeValueAsString(request));
  }

  @Test
  void writesWhatAMapperWrites() throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("texts", List.of("plain", "\"\\\n\u0001\u00e9\ud83d\ude00"));
    data.put("numbers", List.of(1, Long.MIN_VALUE, 0.25, -0.0, BigInteger.TWO.pow(64)));
    data.put("truth", true);
    data.put("nothing", null);
    data.put("empty", List.of(Map.of(), List.of()));

    assertThat(Json.write(data)).isEqualTo(new ObjectMapper().writeValueAsString(data));
    assertThat(Json.pretty(data))
        .isEqualTo(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(data));
  }

  @Test
  void refusesWhatIsNotPlain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.write(Map.of("key", Optional.empty())))
        .withMessage("not plain data: class java.util.Optional");
  }
}
