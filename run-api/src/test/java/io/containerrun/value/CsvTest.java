package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

  @Test
  void readsTheFirstRecordOnly() {
    assertThat(Csv.read("\n\r\na,\"b\"\"\n,c\",\r\nd")).containsExactly("a", "b\"\n,c", "");
    assertThat(Csv.read("a,\r")).containsExactly("a", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b\" | line 1, column 4: bare \" in non-quoted-field",
        "\"a\"b | line 1, column 3: extraneous or missing \" in quoted-field",
        "\u00e9,\"a | line 1, column 6: extraneous or missing \" in quoted-field",
      })
  void countsColumnsInBytes(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Csv.read(text))
        .withMessageStartingWith("parse error on " + problem + "; put the whole field");
  }

  @Provide
  Arbitrary<List<String>> records() {
    Arbitrary<String> fields = Arbitraries.strings().withChars("a,\" \n\r").ofMaxLength(6);
    return fields.list().ofMinSize(1).ofMaxSize(4);
  }

  @Property
  void readsBackWhatItWrites(@ForAll("records") List<String> fields) {
    assertThat(Csv.read(Csv.write(fields))).isEqualTo(fields);
  }
}
