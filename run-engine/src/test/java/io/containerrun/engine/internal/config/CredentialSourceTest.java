package io.containerrun.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.Environment;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.RegistryCredentials;
import io.containerrun.engine.testing.TestEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CredentialSourceTest {

  private static final String HOST = "registry.example:5000";

  @TempDir private Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private CredentialSource source;

  private final Environment environment = new TestEnvironment(variables);

  @BeforeEach
  void useAnEmptyConfiguration() {
    variables.put("DOCKER_CONFIG", folder.toString());
    variables.put("PATH", folder.toString());
    source = source(2, Map.of());
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
  }

  private void helper(String name, String script) throws IOException {
    Path file = folder.resolve("docker-credential-" + name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static String pair(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void asksAnonymouslyWhereNothingIsConfigured() {
    assertThat(source.find(HOST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{'auths':{},}", "{'auths':[[[[", "nonsense"})
  void asksAnonymouslyWhereTheConfigurationIsNoJson(String json) throws IOException {
    config(json);
    assertThat(source.find(HOST)).isEmpty();
    assertThat(source.all()).isEmpty();
  }

  @Test
  void takesNothingFromMembersThatAreNull() throws IOException {
    config(
        "{'credsStore':null,'credHelpers':{'x':null},'auths':{'registry.example:5000':"
            + "{'username':null,'password':null,'auth':null,'identitytoken':null}}}");
    assertThat(source.find(HOST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example:5000, registry.example:5000",
    "registry.example:5000, https://registry.example:5000/v2/",
    "registry.example:5000, http://registry.example:5000",
    "docker.io, https://index.docker.io/v1/",
    "docker.io, docker.io",
    "docker.io, index.docker.io",
  })
  void findsTheEntryThatReducesToTheSameHost(String registry, String key) throws IOException {
    config(
        "{'auths':{'other.example':{'auth':'%s'},'%s':{'auth':'%s'}}}"
            .formatted(pair("x:y"), key, pair("me:pass:word")));
    assertThat(source.find(registry)).contains(RegistryCredentials.of(registry, "me", "pass:word"));
    assertThat(source.find("registry.example")).isEmpty();
  }

  @Test
  void readsTokens() throws IOException {
    config(
        "{'auths':{'a':{'identitytoken':'it'},'b':{'registrytoken':'rt'},'%s':{}}}"
            .formatted(HOST));
    assertThat(source.find("a")).contains(RegistryCredentials.ofIdentityToken("a", "it"));
    assertThat(source.find("b")).contains(RegistryCredentials.ofRegistryToken("b", "rt"));
    assertThat(source.find(HOST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2!", "aHVudGVyMg==", "Omh1bnRlcjI="})
  void namesTheFileOfAnUnreadablePasswordButNotThePassword(String auth) throws IOException {
    config("{'auths':{'%s':{'auth':'%s'}}}".formatted(HOST, auth));
    assertThatThrownBy(() -> source.find(HOST))
        .isInstanceOf(EngineException.class)
        .hasNoCause()
        .hasMessageContaining("find credentials for " + HOST)
        .hasMessageContaining("config.json has an auth that is not base64 of user:password")
        .hasMessageNotContaining(auth);
  }

  private CredentialSource source(int seconds, Map<String, RegistryCredentials> given) {
    return new CredentialSource(environment, Duration.ofSeconds(seconds), threads, given);
  }

  private void give(RegistryCredentials credentials) {
    source = source(2, Map.of(credentials.registry(), credentials));
  }

  @Test
  void theVariableComesBeforeTheFileAndTheProgramBeforeBoth() throws IOException {
    config("{'auths':{'%s':{'auth':'%s'}}}".formatted(HOST, pair("file:f")));
    variables.put(
        "DOCKER_AUTH_CONFIG",
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(HOST, pair("variable:v")));
    assertThat(source.find(HOST)).contains(RegistryCredentials.of(HOST, "variable", "v"));
    give(RegistryCredentials.of("https://" + HOST + "/v2/", "program", "p"));
    assertThat(source.find(HOST)).contains(RegistryCredentials.of(HOST, "program", "p"));
  }

  @Test
  void aVariableThatIsNoJsonIsNamedAndNotQuoted() {
    variables.put("DOCKER_AUTH_CONFIG", "hunter2");
    assertThatThrownBy(() -> source.find(HOST))
        .isInstanceOf(EngineException.class)
        .hasNoCause()
        .hasMessageContaining("DOCKER_AUTH_CONFIG is not JSON")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void asksTheHelperOfTheRegistryBeforeTheStore() throws IOException {
    config("{'credsStore':'store','credHelpers':{'%s':'own'}}".formatted(HOST));
    helper("own", "read key; echo '{\"Username\":\"me\",\"Secret\":\"'$1-$key'\"}'");
    helper("store", "echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
    assertThat(source.find(HOST)).contains(RegistryCredentials.of(HOST, "me", "get-" + HOST));
    assertThat(source.find("docker.io"))
        .contains(RegistryCredentials.ofIdentityToken("docker.io", "t"));
  }

  @Test
  void aHelperThatKnowsNothingMeansAnonymous() throws IOException {
    config("{'credsStore':'store'}");
    helper("store", "cat >/dev/null; echo 'credentials not found in native keychain'; exit 1");
    assertThat(source.find(HOST)).isEmpty();
  }

  @Test
  void tellsWhyAHelperFails() throws IOException {
    config("{'credsStore':'store'}");
    helper("store", "echo 'the keychain is locked'; exit 3");
    assertThatThrownBy(() -> source.find(HOST))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("find credentials for " + HOST)
        .hasMessageContaining(
            "docker-credential-store fails with status 3: the keychain is locked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"echo '{\"Secret\":\"hunter2\"}'; exit 1", "echo 'hunter2'", "echo '{hunter2'"})
  void repeatsNoSecretOfAHelperThatGoesWrong(String script) throws IOException {
    config("{'credsStore':'store'}");
    helper("store", script);
    assertThatThrownBy(() -> source.find(HOST))
        .isInstanceOf(EngineException.class)
        .hasNoCause()
        .hasMessageContaining("docker-credential-store")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void endsAHelperThatDoesNotAnswer() throws IOException {
    config("{'credsStore':'store'}");
    helper("store", "echo $$ >'%s/pid'; sleep 300".formatted(folder));
    source = source(3, Map.of()); // it begins by then
    assertThatThrownBy(() -> source.find(HOST))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("docker-credential-store takes longer than");
    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    Optional<ProcessHandle> left = ProcessHandle.of(pid);
    if (left.isPresent()) {
      assertThat(left.get().onExit()).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "../evil"})
  void saysWhichHelperIsMissing(String name) throws IOException {
    config("{'credsStore':'%s'}".formatted(name));
    assertThatThrownBy(() -> source.find(HOST))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("config.json names the helper docker-credential-" + name)
        .hasMessageContaining("not on the PATH");
  }

  @Test
  void usesTheUsualHelperOnlyWhereNothingIsChosen() throws IOException {
    helper("secretservice", "echo '{\"Username\":\"me\",\"Secret\":\"s\"}'");
    assertThat(source.find(HOST)).contains(RegistryCredentials.of(HOST, "me", "s"));
    helper("secretservice", "echo 'no session bus'; exit 1");
    assertThat(source.find(HOST)).isEmpty();
    config("{'auths':{'other.example':{}}}");
    helper("secretservice", "echo '{\"Username\":\"me\",\"Secret\":\"s\"}'");
    assertThat(source.find(HOST)).isEmpty();
  }

  @Test
  void collectsAllThatABuildMayNeed() throws IOException {
    config(
        "{'auths':{'file.example':{'auth':'%s'}},'credHelpers':{'own.example':'own','x.example':'no'}}"
            .formatted(pair("file:f")));
    helper("own", "echo '{\"Username\":\"own\",\"Secret\":\"o\"}'");
    give(RegistryCredentials.of("given.example", "given", "g"));
    assertThat(source.all())
        .containsExactlyInAnyOrder(
            RegistryCredentials.of("file.example", "file", "f"),
            RegistryCredentials.of("own.example", "own", "o"),
            RegistryCredentials.of("given.example", "given", "g"));
  }

  @Test
  void collectsWhatTheStoreLists() throws IOException {
    config("{'credsStore':'store'}");
    helper(
        "store",
        "test $1 = list && echo '{\"https://index.docker.io/v1/\":\"me\"}' ||"
            + " echo '{\"Username\":\"me\",\"Secret\":\"s\"}'");
    assertThat(source.all()).containsExactly(RegistryCredentials.of("docker.io", "me", "s"));
  }
}
