package io.containerrun.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.Engine;
import io.containerrun.engine.ExecResult;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.dockerjava.DockerJava;
import io.containerrun.engine.dockerjava.DockerJavaConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** What the guide from docker-java quotes: each task with both libraries. */
@Timeout(180)
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine and of the images of the examples")
class FromDockerJavaIT {

  private static final String image = "containerrun/base";

  @TempDir private Path folder;

  private DockerClient client;
  private Engine engine;

  @BeforeEach
  void connect() {
    // region docker-java-connect
    DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .build());
    engine = Engine.connect(DockerJavaConfig.options(config));
    // endregion
  }

  @AfterEach
  void close() throws IOException {
    engine.close();
    client.close();
  }

  @Test
  void createsOfARun() {
    // region docker-java-create
    ContainerRun run = ContainerRun.of(image).memory("64m").capDrop("ALL").detach();
    CreateContainerCmd command = DockerJava.createCommand(client, run);
    // endregion
    assertThat(command.getHostConfig().getMemory()).isEqualTo(64 << 20);
  }

  @Test
  void appliesARun() {
    // region docker-java-apply
    CreateContainerCmd command = client.createContainerCmd(image).withUser("1000");
    ContainerRun limits = ContainerRun.of(image).memory("64m").pidsLimit(100).pull("always");
    List<Option<?>> left = DockerJava.apply(limits, command, client); // [--pull]
    // endregion
    assertThat(left).hasToString("[--pull]");
  }

  @Test
  void readsARun() {
    // region docker-java-read
    CreateContainerCmd command =
        client
            .createContainerCmd("nginx:1.27")
            .withEnv("MODE=test")
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withMemory(64L << 20)
                    .withPortBindings(PortBinding.parse("8080:80")));
    ContainerRun run = DockerJava.toRun(command);
    // docker run --detach --env MODE=test --memory 64m --publish 8080:80 nginx:1.27
    String line = run.toCommandLine();
    // endregion
    assertThat(line)
        .isEqualTo("docker run --detach --env MODE=test --memory 64m --publish 8080:80 nginx:1.27");
  }

  @Test
  void runsToTheEndWithDockerJava() throws Exception {
    StringBuilder output = new StringBuilder();
    int exitCode;
    // region docker-java-run-theirs
    String id =
        client
            .createContainerCmd(image)
            .withCmd("sh", "-c", "echo done; exit 3")
            .withAttachStdout(true)
            .exec()
            .getId();
    try {
      ResultCallback.Adapter<Frame> frames =
          new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
              output.append(new String(frame.getPayload(), UTF_8));
            }
          };
      client.attachContainerCmd(id).withStdOut(true).withFollowStream(true).exec(frames);
      frames.awaitStarted();
      client.startContainerCmd(id).exec();
      frames.awaitCompletion();
      exitCode = client.waitContainerCmd(id).start().awaitStatusCode();
    } finally {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    }
    // endregion
    assertThat(output).hasToString("done\n");
    assertThat(exitCode).isEqualTo(3);
  }

  @Test
  void runsToTheEnd() {
    // region docker-java-run-ours
    RunResult result =
        engine.run(ContainerRun.of(image).remove().command("sh", "-c", "echo done; exit 3"));
    String output = result.stdout();
    int exitCode = result.exitCode();
    // endregion
    assertThat(output).isEqualTo("done\n");
    assertThat(exitCode).isEqualTo(3);
  }

  @Test
  @SuppressWarnings("NullAway") // the port is published
  void servesWithDockerJava() {
    int published;
    // region docker-java-serve-theirs
    ExposedPort http = ExposedPort.tcp(80);
    String id =
        client
            .createContainerCmd(image)
            .withCmd("httpd", "-f", "-h", "/etc")
            .withExposedPorts(http)
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withPortBindings(new PortBinding(Ports.Binding.empty(), http)))
            .exec()
            .getId();
    try {
      client.startContainerCmd(id).exec();
      Ports ports = client.inspectContainerCmd(id).exec().getNetworkSettings().getPorts();
      published = Integer.parseInt(ports.getBindings().get(http)[0].getHostPortSpec());
      // and a loop that asks for the page until it is there
    } finally {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    }
    // endregion
    assertThat(published).isPositive();
  }

  @Test
  void serves() {
    // region docker-java-serve-ours
    ContainerRun run = ContainerRun.of(image).publish(80).command("httpd", "-f", "-h", "/etc");
    try (RunningContainer service = engine.start(run, Ready.http(80, "/hosts"))) {
      InetSocketAddress address = service.address(80);
      System.out.println("listens on " + address.getPort());
    }
    // endregion
  }

  @Test
  void entersAContainer() throws Exception {
    Path settings = Files.writeString(folder.resolve("app.conf"), "port = 80\n");
    ContainerRun run = ContainerRun.of(image).init().command("sleep", "600");
    try (RunningContainer started = engine.start(run)) {
      execTheirs(started.id(), settings);
      execOurs(started.id(), settings);
    }
  }

  private void execTheirs(String id, Path settings) throws Exception {
    StringBuilder output = new StringBuilder();
    // region docker-java-exec-theirs
    client
        .copyArchiveToContainerCmd(id)
        .withHostResource(settings.toString())
        .withRemotePath("/etc")
        .exec();
    String exec =
        client
            .execCreateCmd(id)
            .withCmd("cat", "/etc/app.conf")
            .withAttachStdout(true)
            .exec()
            .getId();
    client
        .execStartCmd(exec)
        .exec(
            new ResultCallback.Adapter<Frame>() {
              @Override
              public void onNext(Frame frame) {
                output.append(new String(frame.getPayload(), UTF_8));
              }
            })
        .awaitCompletion();
    Long exitCode = client.inspectExecCmd(exec).exec().getExitCodeLong();
    // endregion
    assertThat(output).hasToString("port = 80\n");
    assertThat(exitCode).isZero();
  }

  private void execOurs(String id, Path settings) {
    // region docker-java-exec-ours
    ContainerHandle container = engine.container(id);
    container.copyTo(settings, "/etc/");
    ExecResult result = container.exec("cat", "/etc/app.conf");
    String output = result.stdout();
    int exitCode = result.exitCode();
    // endregion
    assertThat(output).isEqualTo("port = 80\n");
    assertThat(exitCode).isZero();
  }
}
