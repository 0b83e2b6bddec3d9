package io.containerrun.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.containerrun.engine.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthHeaderTest {

  private static final RegistryCredentials ME =
      RegistryCredentials.of("registry.example:5000", "me", "p>?s");

  private static String decoded(String header) {
    return new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
  }

  @Test
  void nobodyIsAnEmptyObjectWithPadding() {
    assertThat(AuthHeader.one(Optional.empty())).isEqualTo("e30=");
  }

  @Test
  void leavesOutWhatIsEmptyAndIsSafeInAHeader() {
    String header = AuthHeader.one(Optional.of(ME));
    assertThat(header)
        .matches("[A-Za-z0-9_-]+=*")
        .satisfies(it -> assertThat(it.length() % 4).isZero());
    assertThat(decoded(header))
        .isEqualTo(
            """
            {"password":"p>?s","serveraddress":"registry.example:5000","username":"me"}""");
  }

  @Test
  void dockerHubHasItsOldAddress() {
    RegistryCredentials hub = RegistryCredentials.ofIdentityToken("index.docker.io", "t");
    assertThat(decoded(AuthHeader.one(Optional.of(hub))))
        .isEqualTo(
            """
            {"identitytoken":"t","serveraddress":"https://index.docker.io/v1/"}""");
  }

  @Test
  void aBuildIsToldOfAllRegistries() {
    RegistryCredentials other = RegistryCredentials.ofRegistryToken("docker.io", "t");
    assertThat(decoded(AuthHeader.all(List.of(ME, other))))
        .startsWith("{\"https://index.docker.io/v1/\":{\"registrytoken\":\"t\"")
        .contains("\"registry.example:5000\":{\"password\"");
  }

  @Test
  void credentialsPrintNoSecret() {
    assertThat(ME).hasToString("user me at registry.example:5000");
    assertThat(RegistryCredentials.ofRegistryToken("a", "t")).hasToString("a token at a");
  }

  @Test
  void credentialsNeedARegistryAndSomebody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryCredentials.of("", "me", "p"))
        .withMessageContaining("docker.io");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryCredentials.of("a", "", "hunter2"))
        .withMessageContaining("without a user; give a user or a token")
        .withMessageNotContaining("hunter2");
  }
}
