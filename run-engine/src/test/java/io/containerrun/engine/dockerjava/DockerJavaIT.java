package io.containerrun.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.containerrun.ContainerRun;
import io.containerrun.Target;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.CreatedNetwork;
import io.containerrun.engine.Engine;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestCleanup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs through a client of docker-java, and an engine beside it. */
@OnEngine
@Timeout(180)
class DockerJavaIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name = "docker-java-" + UUID.randomUUID().toString().substring(0, 8);

  @TempDir private Path folder;

  private DockerClient client;
  private Engine engine;

  @BeforeEach
  void connect() {
    DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
    engine = Engine.connect(DockerJavaConfig.options(config));
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    client.close();
  }

  private ContainerRun everything(String network) throws IOException {
    Path profile = folder.resolve("profile.json");
    Files.writeString(profile, "{\"defaultAction\":\"SCMP_ACT_ALLOW\"}");
    Path variables = folder.resolve("variables.env");
    Files.writeString(variables, "FROM_FILE=1\nPATH\n");
    return ContainerRun.of("containerrun/base")
        .detach()
        .interactive()
        .tty()
        .network(network)
        .networkAlias("web")
        .publish("127.0.0.1::80")
        .expose("90/udp")
        .env("A", "1")
        .envFile(variables)
        .label("team", "storage")
        .volume(folder + ":/in:ro")
        .volume("/anonymous")
        .mount("type=tmpfs,target=/m,tmpfs-size=1m")
        .tmpfs("/t:size=1m")
        .memory("64m")
        .cpus("0.5")
        .pidsLimit(100)
        .shmSize("1m")
        .ulimit("nofile=100:200")
        .capDrop("ALL")
        .capAdd("NET_RAW")
        .securityOpt("no-new-privileges")
        .securityOpt("seccomp=" + profile)
        .sysctl("net.core.somaxconn", "64")
        .device("/dev/null:/dev/own:r")
        .addHost("here:10.0.0.1")
        .dns("10.0.0.2")
        .dnsSearch("example.org")
        .healthCmd("true")
        .healthRetries(4)
        .restart("on-failure:3")
        .logDriver("json-file")
        .logOpt("max-size=1m")
        .stopSignal("INT")
        .user("1000")
        .workdir("/in")
        .hostname("box")
        .init()
        .readOnly()
        .oomScoreAdj(100)
        .entrypoint("sh")
        .command("-c", "sleep 60");
  }

  @Test
  void createsTheContainerThatTheEngineCreates() throws IOException {
    try (CreatedNetwork network = engine.networks().create(NetworkSpec.standard())) {
      ContainerRun run = everything(network.name());
      String id = DockerJava.createCommand(client, run).exec().getId();
      try (RunningContainer own = engine.create(run)) {
        ContainerHandle theirs = engine.container(id);
        assertThat(theirs.toRun()).isEqualTo(own.toRun());
        assertThat(created(theirs)).isEqualTo(created(own));
      } finally {
        TestCleanup.remove(id);
      }
    }
  }

  /** What the engine reports of a container that was never started, but for ids and labels. */
  private static JsonNode created(ContainerHandle container) throws IOException {
    ObjectNode report = JSON.readValue(container.inspectJson(), ObjectNode.class);
    ObjectNode config = (ObjectNode) report.path("Config");
    config.remove("Labels");
    String whole = JSON.writeValueAsString(report.retain("Config", "HostConfig", "Platform"));
    return JSON.readTree(whole.replace(container.id(), "ID"));
  }

  @Test
  void startsARunBesideOtherSettings() {
    ContainerRun run =
        ContainerRun.of("containerrun/base").command("sh", "-c", "echo $A $B; id -u");
    CreateContainerCmd command =
        client.createContainerCmd("other").withEnv("A=1", "B=1").withUser("1000").withName(name);
    assertThat(DockerJava.apply(run.env("B", "2").network("none"), command, client)).isEmpty();
    String id = command.exec().getId();
    try {
      client.startContainerCmd(id).exec();
      ContainerHandle container = engine.container(name);
      assertThat(container.waitFor()).isZero();
      assertThat(container.logs()).isEqualTo("1 2\n1000\n");
    } finally {
      TestCleanup.remove(id);
    }
  }

  @Test
  void theEngineRunsWhatACommandDescribes() {
    CreateContainerCmd command =
        client
            .createContainerCmd("containerrun/base")
            .withCmd("sh", "-c", "echo $A; cat /in/file; exit 3")
            .withEnv("A=1")
            .withAttachStdout(true)
            .withHostConfig(
                HostConfig.newHostConfig().withNetworkMode("none").withBinds(bind("text\n")));
    RunResult result = engine.run(DockerJava.toRun(command).remove());
    assertThat(result.stdout()).isEqualTo("1\ntext\n");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  private Bind bind(String content) {
    try {
      Files.writeString(folder.resolve("file"), content);
      return Bind.parse(folder + ":/in:ro");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void theFactsAreThoseOfTheEngine() {
    Target ours = engine.target();
    Target theirs = DockerJava.target(client);
    assertThat(theirs.facts()).isEqualTo(ours.facts()).isNotEmpty();
    assertThat(theirs.system()).isEqualTo(ours.system());
  }

  @Test
  void noImageIsPulled() {
    ContainerRun run = ContainerRun.of("containerrun/missing:" + name);
    CreateContainerCmd command = DockerJava.createCommand(client, run);
    assertThatThrownBy(command::exec).isInstanceOf(NotFoundException.class);
  }
}
