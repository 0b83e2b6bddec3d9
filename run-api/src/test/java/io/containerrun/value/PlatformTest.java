package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux/amd64", "Linux/X86_64, linux/amd64", "linux/amd64/v1, linux/amd64",
    "linux/amd64/v2, linux/amd64/v2", "linux/aarch64, linux/arm64",
        "linux/arm64/v8, linux/arm64/v8",
    "linux/arm64/8, linux/arm64/v8", "linux/arm, linux/arm", "linux/arm/7, linux/arm/v7",
    "linux/arm/v7, linux/arm/v7", "linux/armhf, linux/arm", "linux/armel, linux/arm/v6",
    "linux/i386, linux/386", "macos/arm64, darwin/arm64",
        "windows(10.0.17763)/amd64, windows/amd64",
    "linux/bogus, linux/bogus",
  })
  void readsAPlatformUnderTheNamesOfGo(String text, String canonical) {
    assertThat(Platform.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "linux/amd64/v2/x, cannot parse platform specifier", "linux/, is an invalid component of",
    "/amd64, is an invalid OS component of", "linux/*, wildcards not yet supported",
    "plan10, unknown operating system or architecture",
  })
  void refusesWhatIsNoPlatform(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Platform.parse(text))
        .withMessageContaining(problem)
        .withMessageEndingWith(
            ": invalid argument; write os/arch, such as linux/amd64 or linux/arm/v7");
  }

  @Test
  void emptyTextIsTheEnginesOwnPlatform() {
    assertThat(Platform.parse("")).isEqualTo(Platform.ENGINE).hasToString("");
  }

  @Test
  void takesWhatIsMissingFromThisMachine() {
    assertThat(Platform.parse("linux").os()).isEqualTo("linux");
    assertThat(Platform.parse("linux").arch()).isNotEmpty();
    assertThat(Platform.parse("aarch64").arch()).isEqualTo("arm64");
    assertThat(Platform.parse("aarch64").os()).isNotEmpty();
  }

  @Provide
  Arbitrary<String> processors() {
    return Arbitraries.of(
        "x86_64", "i386", "386", "arm", "ARMHF", "armel", "arm64", "s390x", "x.y");
  }

  @Provide
  Arbitrary<String> variants() {
    return Arbitraries.of("", "v1", "5", "v6", "7", "v7", "8", "v8", "V9", "x.y");
  }

  @Property
  void readsBackWhatItPrints(
      @ForAll("processors") String arch, @ForAll("variants") String variant) {
    Platform platform = new Platform("MacOS", arch, variant);
    assertThat(Platform.parse(platform.toString())).isEqualTo(platform);
  }
}
