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
import org.junit.jupiter.params.provider.ValueSource;

class VolumeMountTest {

  @ParameterizedTest
  @CsvSource({
    "/a:/b, /a, /b, ''",
    "'/a:/b:ro,Z', /a, /b, 'ro,Z'",
    "vol:/b, vol, /b, ''",
    "/x, '', /x, ''",
    "c:\\foo:d:\\bar:ro, c:\\foo, d:\\bar, ro",
    "c:\\foo:c:, c:\\foo, c:, ''",
    "a:/b, '', a:/b, ''",
    "C:/a:/b, C:/a, /b, ''",
    "a, '', a, ''",
    "::, '', ::, ''",
    "relative/x:/b, relative/x, /b, ''",
  })
  void splitsTheSections(String text, String source, String destination, String mode) {
    VolumeMount mount = VolumeMount.parse(text);
    assertThat(mount).isEqualTo(new VolumeMount(source, destination, mode)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | invalid empty volume spec",
        ":/x | invalid spec: :/x: empty section between colons",
        "/a:/b: | invalid spec: /a:/b:: empty section between colons",
        "/a:/b:ro:x | invalid spec: /a:/b:ro:x: too many colons",
      })
  void refusesEmptyAndSurplusSections(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VolumeMount.parse(text))
        .withMessageStartingWith(problem + "; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a:/b", "./a:/b", "~:/b", "c:\\a:/b", "\\\\.\\pipe\\x:/b", "..:/b"})
  void takesAPathForABind(String text) {
    assertThat(VolumeMount.parse(text).isBind()).isTrue();
    assertThat(VolumeMount.parse(text).isNamed()).isFalse();
  }

  @Test
  void takesAnyOtherSourceForAVolume() {
    assertThat(VolumeMount.parse("data:/b").isNamed()).isTrue();
    assertThat(VolumeMount.parse("a/b:/b").isNamed()).isTrue();
    assertThat(VolumeMount.parse("/b").isAnonymous()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "./rel:/b:ro, /cwd/here/rel:/b:ro",
    ".:/b, /cwd/here:/b",
    "..:/b, /cwd:/b",
    "./a/../b:/c, /cwd/here/b:/c",
    "../../../x:/c, /x:/c",
    ".hidden:/c, /cwd/here/.hidden:/c",
    "~/x:/c, ~/x:/c",
    "/a/../b:/c, /a/../b:/c",
    "/x, /x",
  })
  void makesASourceWithADotAbsolute(String text, String resolved) {
    assertThat(VolumeMount.parse(text).resolvedAgainst("/cwd/here")).hasToString(resolved);
  }

  @Test
  void buildsItsModeWordByWord() {
    VolumeMount mount = VolumeMount.bind("./conf", "/etc/app").readOnly().mode("z");
    assertThat(mount).hasToString("./conf:/etc/app:ro,z");
    assertThat(mount.isReadOnly()).isTrue();
    assertThat(mount.readOnly()).isEqualTo(mount);
  }

  @Test
  void refusesFactoriesThatSayOtherThanTheyMean() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VolumeMount.bind("data", "/b"))
        .withMessageContaining("is not a path; start it with / or ./");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VolumeMount.named("/data", "/b"))
        .withMessageContaining("is not a name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VolumeMount.bind("/a:b", "/c"))
        .withMessageContaining("a colon splits a section");
    assertThatIllegalArgumentException().isThrownBy(() -> VolumeMount.anonymous("/b").mode("ro"));
  }

  @Provide
  Arbitrary<String> specs() {
    return Arbitraries.strings().withChars("a/.:\\,~ \u00e9").ofMinLength(1).ofMaxLength(12);
  }

  @Property
  void keepsEveryTextItReads(@ForAll("specs") String text) {
    VolumeMount mount;
    try {
      mount = VolumeMount.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("invalid spec: " + text);
      return;
    }
    assertThat(mount).hasToString(text);
    assertThat(VolumeMount.parse(mount.toString())).isEqualTo(mount);
  }
}
