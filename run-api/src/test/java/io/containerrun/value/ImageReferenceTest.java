package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {

  private static final String HEX =
      "4bb46517cac31f2e2d1e0d2f7d5c8f2b9a3d3f3c3b2a19080706050403020100";

  @ParameterizedTest
  @CsvSource({
    "busybox, docker.io, library/busybox, busybox, latest",
    "acme/app:1.0, docker.io, acme/app, acme/app, 1.0",
    "docker.io/busybox, docker.io, library/busybox, busybox, latest",
    "index.docker.io/acme/app, docker.io, acme/app, acme/app, latest",
    "localhost/app, localhost, app, localhost/app, latest",
    "localhost:5000/a/b:t, localhost:5000, a/b, localhost:5000/a/b, t",
    "ghcr.io/acme/app, ghcr.io, acme/app, ghcr.io/acme/app, latest",
    "[2001:db8::1]:5000/app:t, [2001:db8::1]:5000, app, [2001:db8::1]:5000/app, t",
    "Acme/app, Acme, app, Acme/app, latest",
    "library/a/b, docker.io, library/a/b, library/a/b, latest",
  })
  void readsANameWithItsDefaults(
      String text, String domain, String path, String familiar, String tag) {
    ImageReference image = ImageReference.parse(text);
    assertThat(image).hasToString(text);
    assertThat(image.domain()).isEqualTo(domain);
    assertThat(image.path()).isEqualTo(path);
    assertThat(image.familiarName()).isEqualTo(familiar);
    assertThat(image.pullName()).isEqualTo(domain + "/" + path);
    assertThat(image.pullTag()).isEqualTo(tag);
  }

  @Test
  void pullsTheDigestRatherThanTheTag() {
    ImageReference image = ImageReference.parse("busybox:1@sha256:" + HEX);
    assertThat(image.tag()).isEqualTo("1");
    assertThat(image.pullTag()).isEqualTo("sha256:" + HEX).isEqualTo(image.digest());
  }

  @Test
  void takesSixtyFourDigitsForAnId() {
    assertThat(ImageReference.parse(HEX).isId()).isTrue();
    assertThat(ImageReference.parse("sha256:" + HEX).digest()).isEqualTo("sha256:" + HEX);
    assertThat(ImageReference.parse(HEX.substring(1)).isId()).isFalse();
    assertThat(ImageReference.parse(HEX).pullName()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', invalid reference format",
    "' ', invalid reference format",
    "Busybox, invalid reference format: repository name (library/Busybox) must be lowercase",
    "busybox:, invalid reference format",
    "-a, invalid reference format",
    "a___b, invalid reference format",
    "a-_-b, invalid reference format",
    "http://a.b/c, invalid reference format",
    "a/, invalid reference format",
    "busybox@sha256:abc, invalid reference format",
    "a@md5:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, unsupported digest algorithm",
    "a@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, invalid checksum digest length",
  })
  void refusesWhatIsNoReference(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse(text))
        .withMessageStartingWith(
            "image '" + text + "': " + problem + "; write a reference such as postgres:16");
  }

  @Test
  void countsTheCharactersOfTheNameAndTheTag() {
    assertThat(ImageReference.parse("x/" + "a".repeat(253)).path()).hasSize(255);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse("x/" + "a".repeat(254)))
        .withMessageContaining(": repository name must not be more than 255 characters");
    assertThat(ImageReference.parse("a:" + "t".repeat(128)).tag()).hasSize(128);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse("a:" + "t".repeat(129)));
  }
}
