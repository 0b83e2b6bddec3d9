package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UlimitTest {
  @Test
  void readsASoftAndAHardLimit() {
    assertThat(Ulimit.parse("nofile=1024:2048")).isEqualTo(Ulimit.of("nofile", 1024, 2048));
    assertThat(Ulimit.parse("nofile=50:50"))
        .isEqualTo(Ulimit.openFiles(50))
        .hasToString("nofile=50");
    assertThat(Ulimit.parse("nofile=1024:-1").hard()).isEqualTo(Ulimit.UNLIMITED);
    assertThat(Ulimit.parse("nofile=-2").soft()).isEqualTo(-2);
    assertThat(Ulimit.names()).hasSize(15).doesNotContain("as");
  }

  @ParameterizedTest
  @CsvSource({
    "nofile, invalid ulimit argument: nofile",
    "as=1024, invalid ulimit type: as",
    "NOFILE=1, invalid ulimit type: NOFILE",
    "nofile=1:2:3, 'too many limit value arguments - 1:2:3, can only'",
    "nofile=unlimited, strconv.ParseInt: parsing \"unlimited\": invalid syntax",
    "nofile=1:a, strconv.ParseInt: parsing \"a\": invalid syntax",
    "nofile=0x10, strconv.ParseInt",
    "nofile=9223372036854775808, value out of range",
    "nofile=2048:1024, 2048 > 1024",
    "nofile=-1:5, 'soft: -1 (unlimited), hard: 5'",
    "nofile=, invalid syntax",
    "=1, invalid ulimit type: ",
  })
  void refusesOtherForms(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ulimit.parse(text))
        .withMessageContaining(reason)
        .withMessageContaining("; ");
  }
}
