package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {

  @ParameterizedTest
  @CsvSource({"db, db, db", "db:database, db, database", "db:, db, ''", "/a:/b/c, /a, /b/c"})
  void keepsALinkAsTyped(String text, String container, String alias) {
    Link link = Link.parse(text);
    assertThat(link).hasToString(text);
    assertThat(link.container()).isEqualTo(container);
    assertThat(link.alias()).isEqualTo(alias);
  }

  @Test
  void refusesAnEmptyLinkAndASecondColon() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Link.parse(""))
        .withMessage("empty string specified for links; write container or container:alias");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Link.to("a", "b:c"))
        .withMessage("bad format for links: a:b:c; write container or container:alias");
  }
}
