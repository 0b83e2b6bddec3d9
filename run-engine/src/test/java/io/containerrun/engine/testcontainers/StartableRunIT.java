package io.containerrun.engine.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.dockerjava.api.model.Capability;
import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ImageNotFoundException;
import io.containerrun.engine.NotReadyException;
import io.containerrun.engine.Ready;
import io.containerrun.engine.testing.LabelledContainers;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.value.HealthCheck;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;

/** Runs as Testcontainers starts them. */
@OnEngine(besideOthers = true)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StartableRunIT {

  private static final ContainerRun SERVER =
      shell("echo serving; echo careful >&2; exec httpd -f -h /etc")
          .publish(80)
          .health(HealthCheck.shell("true").every(Duration.ofMillis(200)));

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").init().command("sh", "-c", script);
  }

  private static ContainerRun sleeping() {
    return shell("exec sleep 600");
  }

  private static StartableRun startable(ContainerRun run) {
    return TestcontainersRuns.startable(run);
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(LabelledContainers.ids()).isEmpty();
  }

  @AfterAll
  static void nothingOfTheirsIsLeft() {
    Theirs.assertNoneLeft();
  }

  @Test
  void startsOnceAndStopsOnce() {
    StartableRun run = startable(sleeping());
    assertThat(run.isRunning()).isFalse();
    assertThat(run.isCreated()).isFalse();
    run.start();
    String first = run.getContainerId();
    run.start();
    assertThat(run.getContainerId()).isEqualTo(first).isEqualTo(run.container().id());
    assertThat(LabelledContainers.ids()).containsExactly(first);
    assertThat(run.isRunning()).isTrue();
    assertThat(run.isCreated()).isTrue();
    run.stop();
    run.stop();
    run.close();
    assertThat(LabelledContainers.ids()).isEmpty();
    assertThat(run.isRunning()).isFalse();
    assertThat(run.isCreated()).isFalse();
    run.start();
    assertThat(run.getContainerId()).isNotEqualTo(first);
    run.stop();
  }

  @Test
  void canBeStartedWithoutStoppingOthers() {
    try (StartableRun one = startable(sleeping());
        StartableRun other = startable(sleeping())) {
      one.start();
      other.start();
      one.stop();
      assertThat(other.isRunning()).isTrue();
    }
  }

  static List<WaitStrategy> strategies() {
    return List.of(
        Wait.forListeningPort(),
        Wait.forListeningPorts(80),
        Wait.forHttp("/hosts"),
        Wait.forHttp("/hosts").forPort(80).forResponsePredicate(it -> it.contains("localhost")),
        Wait.forLogMessage(".*serving.*", 1),
        Wait.forHealthcheck(),
        Wait.forSuccessfulCommand("grep localhost /etc/hosts"),
        Wait.defaultWaitStrategy(),
        TestcontainersRuns.waitStrategy(Ready.http(80, "/hosts")));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void isReadyAsWaitStrategiesSay(WaitStrategy strategy) {
    try (StartableRun run = startable(SERVER).waitingFor(strategy)) {
      run.start();
      assertThat(run.isRunning()).isTrue();
    }
  }

  @Test
  void isReadyWhenItIsHealthyOrItsPortsListen() throws Exception {
    try (StartableRun healthy =
            startable(
                shell("sleep 1; touch /tmp/ok; exec sleep 600")
                    .health(
                        HealthCheck.shell("test -e /tmp/ok")
                            .every(Duration.ofMillis(100))
                            .retries(99)));
        StartableRun listening = startable(shell("sleep 1; exec httpd -f -h /etc").publish(80))) {
      Startables.deepStart(healthy, listening).join();
      assertThat(healthy.isHealthy()).isTrue();
      assertThat(get(listening, "/hosts")).contains("localhost");
      assertThatIllegalStateException()
          .isThrownBy(listening::isHealthy)
          .withMessageContaining("has no health check");
    }
  }

  private static String get(StartableRun run, String path) throws Exception {
    URI address = URI.create("http://" + run.getHost() + ":" + run.getFirstMappedPort() + path);
    HttpRequest request = HttpRequest.newBuilder(address).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void hasItsPorts() throws Exception {
    ContainerRun several = SERVER.publish("127.0.0.1::8080").publish("53/udp").publishAll();
    try (StartableRun run = startable(several).waitingFor(Wait.forHttp("/hosts").forPort(80))) {
      assertThat(run.getExposedPorts()).containsExactly(80, 8080);
      assertThatIllegalStateException()
          .isThrownBy(() -> run.getMappedPort(80))
          .withMessage("run of containerrun/base is not started: call start() first");
      run.start();
      assertThat(run.getExposedPorts()).containsExactly(80, 8080);
      assertThat(run.getFirstMappedPort()).isEqualTo(run.container().port(80));
      assertThat(run.getMappedPort(8080)).isEqualTo(run.container().port(8080));
      assertThat(run.getLivenessCheckPortNumbers())
          .containsExactlyInAnyOrder(run.getMappedPort(80), run.getMappedPort(8080));
      assertThat(run.getPortBindings())
          .containsExactly(":80/tcp", "127.0.0.1::8080/tcp", ":53/udp");
      assertThat(run.getBoundPortNumbers()).isEmpty();
      assertThat(get(run, "/hosts")).contains("localhost");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.getMappedPort(81))
          .withMessageContaining("port 81")
          .withMessageContaining("[80, 8080] are");
    }
  }

  @Test
  void hasFixedPortsAndThoseOfTheImage() {
    ContainerRun image = ContainerRun.of("containerrun/web").publishAll();
    try (StartableRun all = startable(image).waitingFor(Wait.forHttp("/"));
        StartableRun fixed = startable(SERVER.without(ContainerRun.PUBLISH).publish(18473, 80))) {
      all.start();
      fixed.start();
      assertThat(all.getExposedPorts()).containsExactly(80);
      assertThat(fixed.getFirstMappedPort()).isEqualTo(18473);
      assertThat(fixed.getBoundPortNumbers()).containsExactly(18473);
      assertThat(fixed.getPortBindings()).containsExactly("18473:80/tcp");
    }
  }

  @Test
  void hasItsLogs() throws InterruptedException {
    StartableRun run = startable(shell("echo out; echo err >&2"));
    assertThat(run.getLogs()).isEmpty();
    try (run) {
      run.start();
      int unused = run.container().waitFor();
      assertThat(run.getLogs()).contains("out\n", "err\n");
      assertThat(run.getLogs(OutputType.STDOUT)).isEqualTo("out\n");
      assertThat(run.getLogs(OutputType.STDERR)).isEqualTo("err\n");
      assertThat(run.getLogs(new OutputType[0])).hasSize(8);
      assertThat(run.getLogs(OutputType.END)).isEmpty();
      assertThat(run.isRunning()).isFalse();
      assertThat(run.isCreated()).isFalse();
    }
  }

  @Test
  void executesAndCopies(@TempDir Path folder) throws Exception {
    ContainerRun named = sleeping().memory("64m").capAdd("SYS_TIME").name("it-tc-" + pid());
    try (StartableRun run = startable(named)) {
      run.start();
      assertThat(run.execInContainer("sh", "-c", "echo hi; exit 3").getExitCode()).isEqualTo(3);
      assertThat(run.execInContainer("echo", "hi").getStdout()).isEqualTo("hi\n");
      run.copyFileToContainer(Transferable.of("copied"), "/tmp/file");
      assertThat(run.container().read("/tmp/file")).asString().isEqualTo("copied");
      run.copyFileFromContainer("/tmp/file", folder.resolve("file").toString());
      assertThat(folder.resolve("file")).hasContent("copied");
      assertThat(Files.size(folder.resolve("file"))).isEqualTo(6);
      assertThat(run.getContainerInfo().getName()).isEqualTo("/it-tc-" + pid());
      assertThat(run.getContainerInfo().getState().getRunning()).isTrue();
      assertThat(run.getCurrentContainerInfo().getHostConfig().getMemory()).isEqualTo(64 << 20);
      assertThat(run.getContainerInfo().getHostConfig().getCapAdd())
          .containsExactly(Capability.SYS_TIME);
      assertThat(run.getCurrentContainerInfo().getId()).isEqualTo(run.getContainerId());
      assertThat(run).hasToString("run of containerrun/base (it-tc-" + pid() + ")");
    }
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  @Test
  void startsAfterWhatItDependsOn() {
    GenericContainer<?> theirs = Theirs.sleeping();
    StartableRun first = startable(sleeping());
    StartableRun second = startable(sleeping()).dependsOn(first, theirs);
    assertThat(second.getDependencies()).containsExactlyInAnyOrder(first, theirs);
    try (theirs;
        first;
        second) {
      second.start();
      assertThat(first.isRunning()).isTrue();
      assertThat(theirs.isRunning()).isTrue();
    }
  }

  @Test
  void isWhatTheirContainersDependOn() {
    StartableRun ours = startable(sleeping());
    GenericContainer<?> theirs = Theirs.sleeping().dependsOn(ours);
    try (ours;
        theirs) {
      theirs.start();
      assertThat(ours.isRunning()).isTrue();
    }
  }

  @Test
  void isNotStartedIfADependencyIsNot() {
    StartableRun missing = startable(ContainerRun.of("containerrun/missing").pull("never"));
    StartableRun run = startable(sleeping()).dependsOn(missing);
    assertThatExceptionOfType(ImageNotFoundException.class).isThrownBy(run::start);
    assertThat(run.isCreated()).isFalse();
  }

  /** Fails when the container has ended. */
  private static final class NeverReady extends AbstractWaitStrategy {

    @Override
    protected void waitUntilReady() {
      while (waitStrategyTarget.isRunning()) {
        LockSupport.parkNanos(1_000_000);
      }
      throw new IllegalStateException("given up");
    }
  }

  @Test
  void tellsWhyAWaitStrategyFailed() {
    StartableRun run =
        startable(shell("echo no space left >&2; exit 3")).waitingFor(new NeverReady());
    assertThatExceptionOfType(ContainerLaunchException.class)
        .isThrownBy(run::start)
        .withMessageStartingWith("run of containerrun/base is not ready: given up\n")
        .withMessageEndingWith("\nstate: exited, exit code 3\nlast output:\nno space left")
        .withCauseInstanceOf(IllegalStateException.class);
    assertThat(LabelledContainers.ids()).isEmpty();
    assertThat(run.isCreated()).isFalse();
  }

  @Test
  void failsAtOnceIfAConditionCannotBeMet() {
    StartableRun run = startable(shell("echo no space left >&2; exit 3")).ready(Ready.log("never"));
    assertThatExceptionOfType(NotReadyException.class)
        .isThrownBy(run::start)
        .withMessageContaining("exited with 3")
        .withMessageContaining("no space left");
  }

  @Test
  void canBeStartedAgainAfterAFailure() {
    StartableRun run =
        startable(SERVER)
            .waitingFor(Wait.forHttp("/missing").withStartupTimeout(Duration.ofMillis(1)));
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(ContainerLaunchException.class).isThrownBy(run::start);
      assertThat(LabelledContainers.ids()).isEmpty();
    }
  }

  @Test
  void doesNotStartWhatTheEngineRejects() {
    StartableRun run = startable(sleeping().network("it-missing-" + pid()));
    assertThatExceptionOfType(EngineException.class).isThrownBy(run::start);
    assertThat(run.isCreated()).isFalse();
  }

  @Test
  void runsOnAnEngineOfTheCaller() {
    StartableRun run;
    try (Engine engine = Engine.connect(TestcontainersRuns.engineOptions())) {
      run = TestcontainersRuns.startable(engine, SERVER).waitingFor(Wait.forListeningPort());
      run.start();
      assertThat(engine.container(run.getContainerId()).isRunning()).isTrue();
    }
    assertThat(LabelledContainers.ids()).isEmpty();
    run.stop();
    assertThatIllegalStateException().isThrownBy(run::start).withMessageContaining("is closed");
  }
}
