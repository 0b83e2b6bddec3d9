package io.containerrun;

import static io.containerrun.ContainerRun.ATTACH;
import static io.containerrun.ContainerRun.ENV;
import static io.containerrun.ContainerRun.INIT;
import static io.containerrun.ContainerRun.LABEL;
import static io.containerrun.ContainerRun.MEMORY;
import static io.containerrun.ContainerRun.SIG_PROXY;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.containerrun.value.HealthCheck;
import io.containerrun.value.MacAddress;
import io.containerrun.value.Mount;
import io.containerrun.value.Size;
import io.containerrun.value.StandardStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerRunTest {

  private static final ApiVersion API = new ApiVersion(1, 50);

  @Test
  void aChangeLeavesTheReceiverAsItWas() {
    ContainerRun plain = ContainerRun.of("alpine");
    ContainerRun limited = plain.memory("512m");
    assertThat(plain.get(MEMORY)).isEmpty();
    assertThat(limited.get(MEMORY)).contains(Size.mebibytes(512));
  }

  @Test
  void runsAreEqualWhateverTheOrderOfTheirOptions() {
    ContainerRun one =
        ContainerRun.of("alpine").name("a").memory("1g").label("x", "1").label("y", "2");
    ContainerRun two =
        ContainerRun.of("alpine").label("y", "2").memory("1024m").label("x", "1").name("a");
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two).hasToString(two.toString());
  }

  @Test
  void aVariableReplacesOneOfTheSameName() {
    ContainerRun run = ContainerRun.of("alpine").env("A", "1").env("B", "2").env("A", "3");
    assertThat(run.toArguments()).containsExactly("--env", "B=2", "--env", "A=3", "alpine");
    assertThat(run).isEqualTo(ContainerRun.parse("-e A=1 -e B=2 -e A=3 alpine"));
  }

  @Test
  void anEmptyPlatformOverridesTheOneOfTheEnvironment() {
    ScriptedEnvironment environment =
        new ScriptedEnvironment().variable("DOCKER_DEFAULT_PLATFORM", "linux/arm64");
    assertThat(ContainerRun.of("alpine").resolve(environment).request(API).query())
        .containsEntry("platform", "linux/arm64");
    assertThat(ContainerRun.parse("--platform= alpine").resolve(environment).request(API).query())
        .isEmpty();
  }

  @Test
  void anEmptyListIsTheSameAsNone() {
    ContainerRun run = ContainerRun.of("alpine").env("A", "1");
    assertThat(run.with(ENV, List.of())).isEqualTo(ContainerRun.of("alpine"));
    assertThat(run.with(LABEL, Map.of())).isEqualTo(run);
  }

  @Test
  void aSwitchThatIsNotSetCountsAsItsDefault() {
    ContainerRun run = ContainerRun.of("alpine");
    assertThat(run.is(SIG_PROXY)).isTrue();
    assertThat(run.is(INIT)).isFalse();
  }

  @Test
  @SuppressWarnings("NullAway") // null on purpose
  void nullIsRefusedByName() {
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> ContainerRun.of("alpine").with(MEMORY, null))
        .withMessage("value");
  }

  @Test
  void aBadImageIsRefusedWhereItIsWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContainerRun.of("Alpine"))
        .withMessageContaining("invalid reference format");
  }

  @Test
  void aHealthCheckSetsItsOptions() {
    ContainerRun run =
        ContainerRun.of("postgres")
            .health(HealthCheck.shell("pg_isready").every(Duration.ofSeconds(2)).retries(5));
    assertThat(run)
        .isEqualTo(
            ContainerRun.parse(
                "--health-cmd pg_isready --health-interval 2s --health-retries 5 postgres"));
    assertThat(ContainerRun.of("postgres").health(HealthCheck.none()))
        .isEqualTo(ContainerRun.parse("--no-healthcheck postgres"));
  }

  @Test
  void attachesToTheNamedStreamsAndToStandardInputWhenInteractive() {
    ContainerRun run = ContainerRun.of("alpine");
    assertThat(run.attachedStreams()).containsExactly(StandardStream.STDOUT, StandardStream.STDERR);
    assertThat(run.interactive().attachedStreams()).containsExactly(StandardStream.values());
    assertThat(run.attach(StandardStream.STDERR).attachedStreams())
        .containsExactly(StandardStream.STDERR);
    assertThat(run.interactive().detach().attachedStreams()).isEmpty();
    assertThat(run.attach(StandardStream.STDIN, StandardStream.STDOUT).all(ATTACH)).hasSize(2);
  }

  @Test
  void optionsThatShareAPlaceMerge() {
    Map<String, Object> body =
        ContainerRun.parse(
                "--network mine --ip 10.0.0.5 --network-alias db -p 80:80 --expose 90"
                    + " -v data:/data --mount type=tmpfs,target=/t alpine")
            .request(API)
            .body();
    assertThat(body.get("ExposedPorts")).isEqualTo(Map.of("80/tcp", Map.of(), "90/tcp", Map.of()));
    assertThat(body.get("NetworkingConfig"))
        .isEqualTo(
            Map.of(
                "EndpointsConfig",
                Map.of(
                    "mine",
                    Map.of(
                        "IPAMConfig",
                        Map.of("IPv4Address", "10.0.0.5"),
                        "Aliases",
                        List.of("db")))));
  }

  @Test
  void aNetworkNameWithADotIsOneKey() {
    Map<String, Object> body =
        ContainerRun.parse("--network a.b --ip 10.0.0.5 alpine").request(API).body();
    assertThat(body.toString()).contains("EndpointsConfig={a.b={IPAMConfig");
  }

  @Test
  void resolvesNamesFilesAndPathsOfTheCaller() {
    ScriptedEnvironment environment =
        new ScriptedEnvironment()
            .variable("PASSED", "on")
            .file("a.env", "# comment\nFIRST=1\nPASSED\nMISSING\n")
            .file("a.labels", "from=file\nteam=file\n");
    Map<String, Object> body =
        ContainerRun.parse(
                "-e PASSED -e MISSING --env-file a.env --label-file a.labels -l team=own"
                    + " -v ./src:/src alpine")
            .resolve(environment)
            .request(API)
            .body();
    assertThat(body.get("Env")).isEqualTo(List.of("FIRST=1", "PASSED=on", "PASSED=on", "MISSING"));
    assertThat(body.get("Labels")).isEqualTo(Map.of("from", "file", "team", "own"));
    assertThat(body.toString()).contains("Binds=[/home/me/app/src:/src]");
  }

  @Test
  void reportsEveryFileThatCannotBeRead() {
    assertThatExceptionOfType(InvalidRunException.class)
        .isThrownBy(
            () ->
                ContainerRun.parse("--env-file no.env --label-file no.labels alpine")
                    .resolve(new ScriptedEnvironment()))
        .withMessageContaining("no.env: no such file")
        .withMessageContaining("no.labels: no such file");
  }

  @Test
  void sendsWhatTodaysApiHas() {
    ApiVersion newest = new ApiVersion(1, 56);
    ContainerRun run =
        ContainerRun.of("alpine")
            .umask("0027")
            .mount(Mount.bind("/srv/data").at("/data").creatingSource())
            .macAddress(MacAddress.parse("02:42:ac:11:00:02"))
            .publish(80);
    Map<String, Object> body = run.request(newest).body();
    assertThat(body)
        .doesNotContainKey("MacAddress")
        .containsEntry(
            "NetworkingConfig",
            Map.of("EndpointsConfig", Map.of("default", Map.of("MacAddress", "02:42:ac:11:00:02"))))
        .extractingByKey("HostConfig", as(MAP))
        .containsEntry("Umask", "0027")
        .containsEntry(
            "Mounts",
            List.of(
                Map.of(
                    "Type", "bind",
                    "Source", "/srv/data",
                    "Target", "/data",
                    "BindOptions", Map.of("CreateMountpoint", true))))
        .extractingByKey("PortBindings", as(MAP))
        .as("no list is empty")
        .containsEntry("80/tcp", List.of(Map.of("HostIp", "", "HostPort", "")));
  }
}
