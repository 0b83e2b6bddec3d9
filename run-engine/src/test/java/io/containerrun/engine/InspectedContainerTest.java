package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.engine.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers are read back from what docker inspect has printed, without an engine. */
class InspectedContainerTest {

  private static final String ID = "ab".repeat(32);
  private static final String IMAGE_ID = "sha256:" + "cd".repeat(32);

  /** An image that brings everything that an image can bring. */
  private static final Map<String, Object> BROUGHT =
      Map.of(
          "Entrypoint", List.of("/entry", "now"),
          "Cmd", List.of("serve"),
          "Env", List.of("PATH=/bin", "LEVEL=low"),
          "Labels", Map.of("maker", "acme"),
          "ExposedPorts", Map.of("80/tcp", Map.of()),
          "Volumes", Map.of("/data", Map.of()),
          "User", "app",
          "WorkingDir", "/srv",
          "StopSignal", "SIGINT",
          "Healthcheck", Map.of("Test", List.of("CMD-SHELL", "true"), "Retries", 3));

  private static String image() {
    return image(List.of("app:1"));
  }

  private static String image(List<String> tags) {
    return Json.write(List.of(Map.of("Id", IMAGE_ID, "RepoTags", tags, "Config", BROUGHT)));
  }

  private static InspectedContainer container(Map<String, ?> config) {
    return container(config, Map.of());
  }

  private static InspectedContainer container(Map<String, ?> config, Map<String, ?> host) {
    return InspectedContainer.parse(inspect("/happy_turing", config, host));
  }

  private static String inspect(String name, Map<String, ?> config, Map<String, ?> host) {
    Map<String, Object> all = new TreeMap<>(BROUGHT);
    all.put("Image", "app:1");
    all.put("Hostname", ID.substring(0, 12));
    all.put("AttachStdout", true);
    all.put("AttachStderr", true);
    all.putAll(config);
    return Json.write(
        List.of(
            Map.of("Id", ID, "Name", name, "Image", IMAGE_ID, "Config", all, "HostConfig", host)));
  }

  @Test
  void leavesOutWhatTheImageBrings() {
    InspectedContainer container = container(Map.of());
    assertThat(container.image(image()).toRun()).isEqualTo(ContainerRun.of("app:1"));
    assertThat(container.image(image()).unread()).isEmpty();
  }

  @Test
  void saysAllThatTheContainerHasIfTheImageIsNotKnown() {
    assertThat(container(Map.of()).toRun().toCommandLine())
        .isEqualTo(
            "docker run --entrypoint /entry --env PATH=/bin --env LEVEL=low --expose 80"
                + " --health-cmd true --health-retries 3 --label maker=acme --stop-signal SIGINT"
                + " --user app --volume /data --workdir /srv app:1 now serve");
  }

  @Test
  void saysWhatDiffersFromTheImage() {
    InspectedContainer container =
        container(
            Map.of(
                "Env", List.of("LEVEL=high", "PATH=/bin"),
                "Labels", Map.of("maker", "acme", "io.containerrun.run", "1", "team", "storage"),
                "User", "root",
                "Cmd", List.of("migrate"),
                "Healthcheck", Map.of("Test", List.of("CMD-SHELL", "true"), "Retries", 5)));
    assertThat(container.image(image()).toRun())
        .isEqualTo(
            ContainerRun.of("app:1")
                .env("LEVEL=high")
                .label("team=storage")
                .user("root")
                .healthRetries(5)
                .command("migrate"));
  }

  @Test
  void seesThatAnEntryPointDropsTheCommandOfTheImage() {
    Map<String, List<String>> own = Map.of("Entrypoint", List.of("sh"), "Cmd", List.of());
    assertThat(container(own).image(image()).toRun())
        .isEqualTo(ContainerRun.of("app:1").entrypoint("sh"));
  }

  @Test
  void seesThatThereIsNoEntryPointAtAll() {
    Map<String, List<String>> own = Map.of("Entrypoint", List.of(), "Cmd", List.of("ls"));
    assertThat(container(own).image(image()).toRun())
        .isEqualTo(ContainerRun.of("app:1").entrypoint("").command("ls"));
  }

  @Test
  void takesAwayAVariableOfTheImageByItsBareName() {
    assertThat(container(Map.of("Env", List.of("PATH=/bin"))).image(image()).toRun())
        .isEqualTo(ContainerRun.of("app:1").env("LEVEL"));
  }

  @Test
  void namesTheImageByItsIdOnceTheNameStandsForAnother() {
    InspectedContainer container = container(Map.of());
    assertThat(container.image(image(List.of("app:0"))).toRun().image()).hasToString(IMAGE_ID);
    assertThat(container.image(image(List.of())).toRun().image()).hasToString(IMAGE_ID);
    String spelled = "docker.io/library/app:1";
    assertThat(container.image(image(List.of(spelled))).toRun().image()).hasToString("app:1");
    assertThat(container.toRun().image()).hasToString("app:1");
  }

  @ParameterizedTest
  @CsvSource({"/happy_turing,false", "/happy_turing7,false", "/my_db,true", "/web,true"})
  void tellsGeneratedNamesFromGivenOnes(String name, boolean given) {
    ContainerRun run = InspectedContainer.parse(inspect(name, Map.of(), Map.of())).toRun();
    assertThat(run.get(ContainerRun.NAME).isPresent()).isEqualTo(given);
  }

  @Test
  void leavesOutWhatAnEngineChooses() {
    Map<String, ?> chosen =
        Map.of(
            "LogConfig", Map.of("Type", "journald"),
            "Runtime", "crun",
            "CgroupnsMode", "host",
            "NetworkMode", "host");
    Target engine =
        Target.of("linux", new ApiVersion(1, 41))
            .with(Fact.DEFAULT_LOG_DRIVER, "journald")
            .with(Fact.DEFAULT_RUNTIME, "crun")
            .with(Fact.CGROUP_VERSION, 1)
            .with(Fact.HOST_NAME, "node1");
    InspectedContainer container = container(Map.of("Hostname", "node1"), chosen).image(image());
    assertThat(container.on(engine).toRun()).isEqualTo(ContainerRun.of("app:1").network("host"));
    assertThat(container.toRun())
        .isEqualTo(
            ContainerRun.of("app:1")
                .network("host")
                .logDriver("journald")
                .runtime("crun")
                .cgroupns("host"));
  }

  @Test
  void keepsTheHostNameThatIsNotTheHosts() {
    Target engine = Target.of("linux", new ApiVersion(1, 41)).with(Fact.HOST_NAME, "node1");
    assertThat(
            container(Map.of("Hostname", "web"), Map.of("NetworkMode", "host"))
                .on(engine)
                .toRun()
                .get(ContainerRun.HOSTNAME))
        .hasValue("web");
  }

  @Test
  void namesWhatNoOptionSays() {
    InspectedContainer container =
        container(Map.of("NetworkDisabled", true), Map.of("Novelty", "on")).image(image());
    assertThat(container.unread()).containsExactly("HostConfig.Novelty", "NetworkDisabled");
  }

  @Test
  void readsWhatEnginesReported() throws IOException {
    InspectedContainer old = InspectedContainer.parse(recorded("api-1.41.json"));
    assertThat(old.details().name()).isEqualTo("it-full");
    assertThat(old.unread()).isEmpty();
    InspectedContainer newer = InspectedContainer.parse(recorded("api-1.50-shape.json"));
    assertThat(newer.toRun().get(ContainerRun.ANNOTATION)).hasValue(Map.of("a", "b"));
  }

  @Test
  void readsSeveral() {
    String two =
        inspect("/a", Map.of(), Map.of()).replaceFirst("]$", ",")
            + inspect("/b", Map.of(), Map.of()).substring(1);
    assertThat(InspectedContainer.parseAll(two))
        .extracting(it -> it.details().name())
        .containsExactly("a", "b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InspectedContainer.parse(two))
        .withMessage("the JSON is about 2 containers; read them with parseAll");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[{\"Id\":\"x\"}]", "7"})
  void refusesJsonThatIsNotAboutAContainer(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InspectedContainer.parse(json))
        .withMessageContaining("it has no Config.Image; use what docker inspect prints");
  }

  @Test
  void refusesTextThatIsNotJson() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InspectedContainer.parse("Error: no such object: web"))
        .withMessage("the text is not JSON; use what docker inspect prints");
  }

  @Test
  void refusesTheJsonOfAnotherImage() {
    String other = Json.write(Map.of("Id", "sha256:" + "ee".repeat(32)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> container(Map.of()).image(other))
        .withMessageEndingWith("use what docker image inspect prints for " + IMAGE_ID);
  }

  @Test
  void showsNoValueOfAVariable() {
    assertThat(container(Map.of("Env", List.of("TOKEN=secret"))))
        .hasToString("happy_turing (app:1)");
  }

  private static String recorded(String name) throws IOException {
    try (InputStream resource =
        Objects.requireNonNull(
            InspectedContainerTest.class.getResourceAsStream("/inspect/" + name))) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
