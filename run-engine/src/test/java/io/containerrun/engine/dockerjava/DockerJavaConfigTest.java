package io.containerrun.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientConfigDelegate;
import com.github.dockerjava.core.SSLConfig;
import io.containerrun.ApiVersion;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.testing.ScriptedDockerJava;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStoreException;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DockerJavaConfigTest {

  @TempDir private Path folder;

  private DefaultDockerClientConfig.Builder config(String host) {
    return DefaultDockerClientConfig.createDefaultConfigBuilder()
        .withDockerHost(host)
        .withDockerTlsVerify(false)
        .withDockerConfig(folder.toString())
        .withApiVersion("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:///run/a.sock", "tcp://build:2375", "ssh://ci@build"})
  void takesTheAddress(String host) {
    assertThat(DockerJavaConfig.options(config(host).build()))
        .isEqualTo(EngineOptions.standard().host(host));
  }

  @Test
  @SuppressWarnings("deprecation") // docker-java's configurations take no other
  void takesTheTlsContext() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    SSLConfig given = () -> context;
    assertThat(
            DockerJavaConfig.options(config("tcp://build:2376").withCustomSslConfig(given).build()))
        .isEqualTo(EngineOptions.standard().host("tcp://build:2376").tls(context));
    assertThat(DockerJavaConfig.options(config("unix:///s").withCustomSslConfig(given).build()))
        .isEqualTo(EngineOptions.standard().host("unix:///s"));
  }

  @Test
  @SuppressWarnings("deprecation") // docker-java's configurations take no other
  void saysWhyThereIsNoTlsContext() {
    SSLConfig broken =
        () -> {
          throw new KeyStoreException("no keys");
        };
    DefaultDockerClientConfig config =
        config("tcp://build:2376").withCustomSslConfig(broken).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DockerJavaConfig.options(config))
        .withMessageContaining("no keys");
  }

  @Test
  void takesTheVersion() throws IOException {
    DefaultDockerClientConfig config = config("unix:///s").withApiVersion("1.40").build();
    assertThat(DockerJavaConfig.options(config))
        .isEqualTo(EngineOptions.standard().host("unix:///s").apiVersion(ApiVersion.parse("1.40")));
    try (ScriptedDockerJava scripted = new ScriptedDockerJava()) {
      assertThat(DockerJavaConfig.target(scripted.client(), config)).hasToString("linux, API 1.40");
      assertThat(DockerJavaConfig.target(scripted.client(), config("unix:///s").build()))
          .hasToString("linux, API 1.51");
    }
  }

  @Test
  void takesTheCredentialsOfRegistries() throws IOException {
    String login = Base64.getEncoder().encodeToString("ci:a:b".getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        folder.resolve("config.json"),
        "{\"auths\":{\"ghcr.io\":{\"auth\":\""
            + login
            + "\"},\"store.example\":{},\"other.example\":{\"auth\":\""
            + login
            + "\"}}}");
    DefaultDockerClientConfig config =
        config("unix:///s")
            .withRegistryUsername("me")
            .withRegistryPassword("secret")
            .withRegistryUrl("https://other.example/v2/")
            .build();
    assertThat(DockerJavaConfig.options(config))
        .isEqualTo(
            EngineOptions.standard()
                .host("unix:///s")
                .credentials(RegistryCredentials.of("ghcr.io", "ci", "a:b"))
                .credentials(RegistryCredentials.of("other.example", "me", "secret")));
  }

  @Test
  void takesEncodedCredentialsAndTokens() {
    AuthConfigurations logins = new AuthConfigurations();
    String login = Base64.getEncoder().encodeToString("ci:a:b".getBytes(StandardCharsets.UTF_8));
    logins.addConfig(new AuthConfig().withRegistryAddress("a.example").withAuth(login));
    logins.addConfig(new AuthConfig().withRegistryAddress("b.example").withIdentityToken("t"));
    logins.addConfig(new AuthConfig().withRegistryAddress("c.example").withRegistrytoken("t"));
    DockerClientConfig config =
        new DockerClientConfigDelegate(config("unix:///s").build()) {
          @Override
          public AuthConfigurations getAuthConfigurations() {
            return logins;
          }
        };
    assertThat(DockerJavaConfig.options(config))
        .isEqualTo(
            EngineOptions.standard()
                .host("unix:///s")
                .credentials(RegistryCredentials.of("a.example", "ci", "a:b"))
                .credentials(RegistryCredentials.ofIdentityToken("b.example", "t"))
                .credentials(RegistryCredentials.ofRegistryToken("c.example", "t")));
  }

  @Test
  void namesAnAddressThatNoEngineHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DockerJavaConfig.options(config("ftp://build").build()))
        .withMessageContaining("ftp://build");
  }
}
