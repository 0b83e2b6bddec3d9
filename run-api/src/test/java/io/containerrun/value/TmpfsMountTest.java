package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TmpfsMountTest {

  @ParameterizedTest
  @CsvSource({
    "/run, /run, ''",
    "'/run:rw,size=64m', /run, 'rw,size=64m'",
    "/a:/b:c, /a, /b:c",
    "'', '', ''",
    ":size=1m, '', size=1m",
  })
  void splitsAtTheFirstColon(String text, String destination, String options) {
    TmpfsMount mount = TmpfsMount.parse(text);
    assertThat(mount).isEqualTo(TmpfsMount.at(destination).options(options)).hasToString(text);
  }

  @Test
  void refusesADestinationWithAColon() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TmpfsMount.at("/a:b"))
        .withMessageContaining("has a colon; use Mount.tmpfs");
  }
}
