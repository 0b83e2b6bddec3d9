package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchDomainTest {

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "foo.bar., foo.bar",
    "' a ', a",
    "1foo.2bar, 1foo.2bar",
    "., .",
    "EXAMPLE.com, EXAMPLE.com",
    "xn--a-b.c, xn--a-b.c",
  })
  void readsADomainWithoutADotAtItsEnd(String text, String domain) {
    assertThat(SearchDomain.parse(text)).isEqualTo(new SearchDomain(domain)).hasToString(domain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "17",
        ".17",
        "17-.",
        "foo-.bar",
        "-foo",
        "foo.-bar",
        "a b",
        "a_b",
        "a..b"
      })
  void refusesWhatIsNoDomain(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchDomain.parse(text))
        .withMessageContaining("is not a valid domain; write a domain such as example.com");
  }

  @Test
  void countsTheCharacters() {
    String longest = "a.".repeat(126) + "bc";
    assertThat(SearchDomain.parse(longest)).hasToString(longest);
    assertThatIllegalArgumentException().isThrownBy(() -> SearchDomain.parse(longest + "d"));
  }
}
