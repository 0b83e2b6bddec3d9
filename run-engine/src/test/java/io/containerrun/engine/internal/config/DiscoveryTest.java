package io.containerrun.engine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.containerrun.ApiVersion;
import io.containerrun.Environment;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.config.EngineSettings.Location;
import io.containerrun.engine.internal.config.EngineSettings.Security;
import io.containerrun.engine.internal.http.Endpoint;
import io.containerrun.engine.internal.http.Tls;
import io.containerrun.engine.testing.TestCertificates;
import io.containerrun.engine.testing.TestEnvironment;
import io.containerrun.value.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

  /** What {@code printf prod | sha256sum} says. */
  private static final String PROD =
      "6754af9632a2745e85c293e5aac0863370d9bd3330b9938c00cadfd215227d77";

  private static TestCertificates certificates;

  @TempDir private Path config;
  private final Map<String, String> variables = new HashMap<>();

  private final Environment environment = new TestEnvironment(variables);

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new TestCertificates();
  }

  @BeforeEach
  void useAnEmptyConfiguration() {
    variables.put("DOCKER_CONFIG", config.toString());
  }

  private ResolvedEngine find(EngineSettings settings) {
    return new Discovery(environment).find(settings);
  }

  private Endpoint find() {
    return find(EngineSettings.NONE).endpoint();
  }

  private static EngineSettings at(String host) {
    return EngineSettings.NONE.location(new Location.Host(host));
  }

  private static EngineSettings in(String context) {
    return EngineSettings.NONE.location(new Location.Context(context));
  }

  private void configure(String json) throws IOException {
    Files.writeString(config.resolve("config.json"), json.replace('\'', '"'));
  }

  private Path prod(String endpoint) throws IOException {
    Path file = config.resolve("contexts/meta/" + PROD + "/meta.json");
    Files.createDirectories(file.getParent());
    String json = "{'Name':'prod','Metadata':{},'Endpoints':{'docker':" + endpoint + "}}";
    Files.writeString(file, json.replace('\'', '"'));
    return file;
  }

  private Path prodTls() {
    return config.resolve("contexts/tls/" + PROD + "/docker");
  }

  private void assertFails(EngineSettings settings, String... words) {
    assertThatThrownBy(() -> find(settings))
        .asInstanceOf(type(EngineUnavailableException.class))
        .extracting(Throwable::getMessage)
        .asString()
        .contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "-, -, -, unix:///var/run/docker.sock",
        "'', default, -, unix:///var/run/docker.sock",
        "-, '', default, unix:///var/run/docker.sock",
        "tcp://a:1, -, -, tcp://a:1",
        "tcp://a:1, prod, prod, tcp://a:1",
        "tcp://a:1, absent, absent, tcp://a:1",
        "-, prod, -, tcp://prod:1",
        "-, prod, absent, tcp://prod:1",
        "-, -, prod, tcp://prod:1",
        "-, default, prod, unix:///var/run/docker.sock",
      },
      nullValues = "-")
  void followsDockersOrder(String host, String variable, String current, String address)
      throws IOException {
    prod("{'Host':'tcp://prod:1'}");
    variables.put("DOCKER_HOST", host);
    variables.put("DOCKER_CONTEXT", variable);
    configure(current == null ? "{}" : "{'currentContext':'" + current + "'}");
    assertThat(find()).hasToString(address);
  }

  @Test
  void whatTheProgramSaysComesFirst() throws IOException {
    prod("{'Host':'tcp://prod:1'}");
    variables.put("DOCKER_HOST", "tcp://a:1");
    variables.put("DOCKER_CONTEXT", "absent");
    assertThat(find(at("unix:///b")).endpoint()).hasToString("unix:///b");
    assertThat(find(in("prod")).endpoint()).hasToString("tcp://prod:1");
    assertThat(find(in("default")).endpoint()).hasToString("tcp://a:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'currentContext':''}", "{}", "{'auths':{}}", "{'old':[1]}"})
  void takesTheDefaultSocketWhereTheConfigurationChoosesNoOther(String json) throws IOException {
    configure(json);
    assertThat(find()).hasToString("unix:///var/run/docker.sock");
  }

  @Test
  void saysWhichContextIsMissingAndWhoChoseIt() throws IOException {
    String file = config.resolve("contexts/meta/" + PROD + "/meta.json").toString();
    assertFails(in("prod"), "there is no docker context 'prod'", file, "EngineOptions");
    variables.put("DOCKER_CONTEXT", "prod");
    assertFails(EngineSettings.NONE, "'prod'", "comes from DOCKER_CONTEXT");
    variables.remove("DOCKER_CONTEXT");
    configure("{'currentContext':'prod'}");
    assertFails(EngineSettings.NONE, "'prod'", "comes from " + config.resolve("config.json"));
  }

  @Test
  void saysWhichContextCannotBeUsed() throws IOException {
    Path file = prod("{'Host':'fd://3'}");
    assertFails(in("prod"), "fd is not supported", "'prod'");
    Files.writeString(file, "{oops");
    assertFails(in("prod"), file + " cannot be read");
    Files.writeString(file, "{\"Name\":\"prod\",\"Endpoints\":{\"kubernetes\":{}}}");
    assertFails(in("prod"), "has no docker endpoint", file.toString());
  }

  @Test
  void readsTheTlsFilesOfAContext() throws Exception {
    prod("{'Host':'tcp://prod:2376','SkipTLSVerify':false}");
    variables.put("DOCKER_TLS", "1"); // is for the default context
    assertThat(find(in("prod")).endpoint().tls()).isEmpty();
    certificates.write(prodTls(), certificates.client());
    assertThat(find(in("prod")).endpoint().tls())
        .get()
        .returns(true, Tls::verified)
        .returns(true, Tls::showsCertificate)
        .returns(prodTls().resolve("ca.pem").toString(), Tls::authority);
    Files.writeString(prodTls().resolve("cert.pem"), "nonsense");
    assertFails(in("prod"), prodTls().resolve("cert.pem") + " cannot be used");
  }

  @Test
  void aContextMaySkipVerification() throws Exception {
    prod("{'Host':'tcp://prod:2376','SkipTLSVerify':true}");
    assertThat(find(in("prod")).endpoint().tls())
        .get()
        .returns(false, Tls::verified)
        .returns(false, Tls::showsCertificate);
  }

  /** The docker command warns and continues as well. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{oops",
        "[",
        "",
        "{'currentContext':'prod',}",
        "{'currentContext':'prod'",
        "{'auths':[[[["
      })
  void continuesWithoutAConfigurationThatIsNoJson(String json) throws IOException {
    configure(json);
    assertThat(find()).hasToString("unix:///var/run/docker.sock");
    variables.put("DOCKER_HOST", "tcp://host:1");
    assertThat(find()).hasToString("tcp://host:1");
    assertThat(find(at("tcp://other:2")).endpoint()).hasToString("tcp://other:2");
  }

  @Test
  void continuesWithoutAConfigurationThatIsNestedTooDeep() throws IOException {
    configure("{'auths':" + "[".repeat(5_000));
    assertThat(find()).hasToString("unix:///var/run/docker.sock");
  }

  @Test
  void continuesWithoutAConfigurationThatIsAFolder() throws IOException {
    Files.createDirectory(config.resolve("config.json"));
    assertThat(find()).hasToString("unix:///var/run/docker.sock");
  }

  @Test
  void readsFilesWithAByteOrderMark() throws IOException {
    Path meta = prod("{'Host':'tcp://prod:1'}");
    Files.writeString(meta, "\ufeff" + Files.readString(meta));
    configure("\ufeff{'currentContext':'prod','HttpHeaders':{'X':'1'}}");
    assertThat(find()).hasToString("tcp://prod:1").returns(Map.of("X", "1"), Endpoint::headers);
  }

  @Test
  void aContextThatIsNullIsNone() throws IOException {
    configure("{'currentContext':null,'HttpHeaders':{'X':null},'detachKeys':null}");
    assertThat(find())
        .hasToString("unix:///var/run/docker.sock")
        .returns(Map.of("X", ""), Endpoint::headers);
  }

  @Test
  void verifiesWhereTheVariableIsSetToAnything() throws Exception {
    certificates.write(config, certificates.client());
    variables.put("DOCKER_TLS_VERIFY", "0");
    assertThat(find()).hasToString("tcp://localhost:2376");
    assertThat(find().tls()).get().returns(true, Tls::verified);
    assertThat(find(at("tcp://a")).endpoint().tls()).isPresent();
    assertThat(find(at("tcp://a")).endpoint()).hasToString("tcp://a:2375");
  }

  @Test
  void doesNotVerifyWhereOnlyTlsIsAskedFor() {
    variables.put("DOCKER_TLS", "1");
    variables.put("DOCKER_HOST", "tcp://a:1");
    assertThat(find().tls())
        .get()
        .returns(false, Tls::verified)
        .returns(false, Tls::showsCertificate);
  }

  @Test
  void refusesAFolderOfCertificatesThatIsNoPath() {
    variables.put("DOCKER_HOST", "tcp://127.0.0.1:2376");
    variables.put("DOCKER_TLS_VERIFY", "1");
    variables.put("DOCKER_CERT_PATH", "certs\0");
    assertFails(EngineSettings.NONE, "DOCKER_CERT_PATH is not the path of a folder: Nul character");
  }

  @Test
  void readsTheFilesInTheFolderOfTheirOwnVariable() throws Exception {
    variables.put("DOCKER_TLS_VERIFY", "1");
    variables.put("DOCKER_CERT_PATH", config.resolve("certs").toString());
    variables.put("DOCKER_HOST", "tcp://a:1");
    String missing = config.resolve("certs/ca.pem").toString();
    assertFails(EngineSettings.NONE, "DOCKER_TLS_VERIFY", "no file " + missing, "DOCKER_CERT_PATH");
    certificates.writeAuthority(config.resolve("certs"));
    assertThat(find().tls()).get().returns(missing, Tls::authority);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOCKER_TLS_VERIFY", "DOCKER_TLS"})
  void speaksNoTlsOnASocket(String variable) {
    variables.put(variable, "1");
    variables.put("DOCKER_HOST", "unix:///some.sock");
    assertThat(find()).hasToString("unix:///some.sock");
    assertThat(find().tls()).isEmpty();
  }

  @Test
  void anAddressMayAskForTlsItself() throws Exception {
    assertThat(find(at("https://a")).endpoint().tls())
        .get()
        .returns(true, Tls::verified)
        .returns("Java's certificate authorities", Tls::authority);
    certificates.writeAuthority(config);
    assertThat(find(at("https://a")).endpoint().tls())
        .get()
        .returns(config.resolve("ca.pem").toString(), Tls::authority);
  }

  @Test
  void theProgramsTlsComesBeforeAllOther() throws Exception {
    Path own = certificates.write(config.resolve("own"), certificates.client());
    variables.put("DOCKER_TLS", "1");
    EngineSettings settings = at("tcp://a:1").security(new Security.Files(own, true));
    assertThat(find(settings).endpoint().tls())
        .get()
        .returns(true, Tls::verified)
        .returns(own.resolve("ca.pem").toString(), Tls::authority);
  }

  @Test
  void saysWhichVariableHoldsNoAddress() {
    variables.put("DOCKER_HOST", "npipe://host");
    assertFails(EngineSettings.NONE, "DOCKER_HOST: invalid engine address: 'npipe://host'");
  }

  @Test
  void sendsTheHeadersOfTheConfiguration() throws IOException {
    configure("{'HttpHeaders':{'X-Site':'1','X-Team':'a'}}");
    assertThat(find().headers()).isEqualTo(Map.of("X-Site", "1", "X-Team", "a"));
    assertThat(find(EngineSettings.NONE.header("X-Team", "b")).endpoint().headers())
        .isEqualTo(Map.of("X-Site", "1", "X-Team", "b"));
    variables.put("DOCKER_CUSTOM_HEADERS", " X-Own = 2,\"X-List=a,\"\"b\"\"\"");
    assertThat(find().headers()).isEqualTo(Map.of("X-Own", " 2", "X-List", "a,\"b\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "=s3cret", "a b=s3cret", "A=1,", "A=\"s3cret\"", "A=s3cret\n"})
  void refusesHeadersThatAreNoneWithoutShowingThem(String text) {
    variables.put("DOCKER_CUSTOM_HEADERS", text);
    assertThatThrownBy(this::find)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("DOCKER_CUSTOM_HEADERS: ")
        .satisfies(it -> assertThat(it.toString()).doesNotContain("s3cret"));
  }

  @Test
  void refusesAHeaderOfTheConfigurationThatBreaksRequestsApart() throws IOException {
    configure("{'HttpHeaders':{'X':'1\\r\\nY: 2'}}");
    assertFails(EngineSettings.NONE, config.resolve("config.json") + ": HttpHeaders", "line break");
  }

  @Test
  void readsTheVersionAndThePlatform() {
    assertThat(find(EngineSettings.NONE).apiVersion()).isEmpty();
    variables.put("DOCKER_API_VERSION", "v1.40");
    variables.put("DOCKER_DEFAULT_PLATFORM", "linux/arm64");
    ResolvedEngine found = find(EngineSettings.NONE);
    assertThat(found.apiVersion()).contains(new ApiVersion(1, 40));
    assertThat(find(EngineSettings.NONE.apiVersion(new ApiVersion(1, 41))).apiVersion())
        .contains(new ApiVersion(1, 41));
    assertThat(found.defaults().platform()).contains(Platform.of("linux", "arm64"));
  }

  @ParameterizedTest
  @CsvSource({"DOCKER_API_VERSION, latest", "DOCKER_DEFAULT_PLATFORM, linux/*"})
  void saysWhichVariableIsWrong(String variable, String value) {
    variables.put(variable, value);
    assertFails(EngineSettings.NONE, variable + ": ", value);
  }
}
