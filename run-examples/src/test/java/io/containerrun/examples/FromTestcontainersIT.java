package io.containerrun.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Ulimit;
import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.Engine;
import io.containerrun.engine.ExecResult;
import io.containerrun.engine.ImageBuild;
import io.containerrun.engine.LogQuery;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.Output;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunResult;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.Subscription;
import io.containerrun.engine.junit.Service;
import io.containerrun.engine.testcontainers.StartableRun;
import io.containerrun.engine.testcontainers.TestcontainersRuns;
import io.containerrun.value.StandardStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitAllStrategy;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** What the guide from Testcontainers quotes: each task with both libraries. */
@Timeout(180)
@EnabledIfEnvironmentVariable(
    named = "CONTAINERRUN_REQUIRE_ENGINE",
    matches = "true",
    disabledReason = "./verify makes sure of an engine and of the images of the examples")
class FromTestcontainersIT {

  private static Engine engine;

  @BeforeAll
  static void connect() {
    // region testcontainers-engine
    engine = Engine.connect(TestcontainersRuns.engineOptions());
    // endregion
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static String get(InetSocketAddress address) throws Exception {
    return get(address.getHostString(), address.getPort());
  }

  private static String get(String host, int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Nested
  // region testcontainers-test-theirs
  @Testcontainers
  class ShopTest {
    @Container
    static final GenericContainer<?> shop =
        new GenericContainer<>("containerrun/web")
            .withExposedPorts(80)
            .withEnv("MODE", "test")
            .withTmpFs(Map.of("/scratch", "size=16m"))
            .withCreateContainerCmdModifier(
                command -> command.getHostConfig().withMemory(64L << 20).withPidsLimit(100L))
            .waitingFor(Wait.forHttp("/").withStartupTimeout(Duration.ofSeconds(30)));

    @Test
    void serves() throws Exception {
      assertThat(get(shop.getHost(), shop.getMappedPort(80))).contains("hello");
    }
  }

  // endregion

  @Nested
  // region testcontainers-test-ours
  class ShopServiceTest {
    @RegisterExtension
    static final Service shop =
        Service.of(
                ContainerRun.of("containerrun/web")
                    .publish(80)
                    .env("MODE", "test")
                    .tmpfs("/scratch:size=16m")
                    .memory("64m")
                    .pidsLimit(100))
            .ready(Ready.http(80, "/").timeout(Duration.ofSeconds(30)));

    @Test
    void serves() throws Exception {
      assertThat(get(shop.address(80))).contains("hello");
    }
  }

  // endregion

  private static final ContainerRun WEB = ContainerRun.of("containerrun/web").publish(80);
  private static final ContainerRun BUSYBOX = ContainerRun.of("containerrun/base");

  private static GenericContainer<?> web() {
    return new GenericContainer<>("containerrun/web").withExposedPorts(80);
  }

  private static GenericContainer<?> busybox() {
    return new GenericContainer<>("containerrun/base");
  }

  @Test
  void readiness() {
    // region testcontainers-ready-theirs
    GenericContainer<?> theirs =
        busybox()
            .withExposedPorts(80)
            .withCommand("sh", "-c", "echo up; echo up; exec httpd -f -h /etc")
            .waitingFor(
                new WaitAllStrategy()
                    .withStrategy(Wait.forLogMessage(".*up.*\\n", 2))
                    .withStrategy(Wait.forListeningPort())
                    .withStartupTimeout(Duration.ofSeconds(30)));
    // endregion
    // region testcontainers-ready-ours
    ContainerRun run =
        BUSYBOX.publish(80).command("sh", "-c", "echo up; echo up; exec httpd -f -h /etc");
    Ready up = Ready.all(Ready.log("up").times(2), Ready.port(80));
    RunningContainer ours = engine.start(run, up.timeout(Duration.ofSeconds(30)));
    // endregion
    try (theirs;
        ours) {
      theirs.start();
      assertThat(theirs.isRunning()).isTrue();
      assertThat(ours.isRunning()).isTrue();
    }
  }

  @Test
  void options() {
    // region testcontainers-options-theirs
    GenericContainer<?> theirs =
        web()
            .withCreateContainerCmdModifier(
                command ->
                    command
                        .withStopSignal("SIGINT")
                        .getHostConfig()
                        .withUlimits(List.of(new Ulimit("nofile", 1024L, 1024L)))
                        .withSysctls(Map.of("net.core.somaxconn", "256"))
                        .withSecurityOpts(List.of("no-new-privileges"))
                        .withReadonlyRootfs(true));
    // endregion
    // region testcontainers-options-ours
    ContainerRun run =
        WEB.stopSignal("SIGINT")
            .ulimit("nofile=1024")
            .sysctl("net.core.somaxconn", "256")
            .securityOpt("no-new-privileges")
            .readOnly();
    // endregion
    try (theirs;
        RunningContainer ours = engine.start(run, Ready.port(80))) {
      theirs.start();
      assertThat(ours.exec("sh", "-c", "ulimit -n").stdout()).isEqualTo("1024\n");
      assertThat(engine.container(theirs.getContainerId()).exec("sh", "-c", "ulimit -n").stdout())
          .isEqualTo("1024\n");
    }
  }

  @Test
  void commandsAndFiles() throws Exception {
    // region testcontainers-files-theirs
    GenericContainer<?> theirs =
        web().withCopyToContainer(Transferable.of("copied\n"), "/srv/copied.html");
    theirs.start();
    String page = theirs.copyFileFromContainer("/srv/copied.html", it -> text(it.readAllBytes()));
    // endregion
    // region testcontainers-exec-theirs
    int exit = theirs.execInContainer("grep", "copied", "/srv/copied.html").getExitCode();
    // endregion
    assertThat(page + exit).isEqualTo("copied\n0");
    theirs.stop();

    // region testcontainers-files-ours
    RunningContainer ours =
        engine.start(
            WEB, before -> before.copyText("copied\n", "/srv/copied.html"), Ready.port(80));
    String same = text(ours.read("/srv/copied.html"));
    // endregion
    // region testcontainers-exec-ours
    ExecResult grep = ours.exec("grep", "copied", "/srv/copied.html").requireSuccess();
    // endregion
    assertThat(same).isEqualTo(grep.stdout()).isEqualTo("copied\n");
    ours.close();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Test
  void logs() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    // region testcontainers-logs-theirs
    GenericContainer<?> theirs =
        busybox()
            .withCommand("sh", "-c", "echo out; echo err >&2; exec sleep 600")
            .withLogConsumer(frame -> lines.add(frame.getUtf8StringWithoutLineEnding()));
    theirs.start();
    String errors = theirs.getLogs(OutputFrame.OutputType.STDERR);
    // endregion
    while (!lines.contains("err") || errors.isEmpty()) {
      Thread.sleep(10);
      errors = theirs.getLogs(OutputFrame.OutputType.STDERR);
    }
    assertThat(errors).isEqualTo("err\n");
    theirs.stop();

    lines.clear();
    // region testcontainers-logs-ours
    ContainerRun run = BUSYBOX.init().command("sh", "-c", "echo out; echo err >&2; exec sleep 600");
    RunningContainer ours = engine.start(run, Ready.log("err"));
    Subscription log = ours.followLogs(LogQuery.standard(), Output.toLines(it -> lines.add(it)));
    String same = ours.logs(LogQuery.standard().only(StandardStream.STDERR));
    // endregion
    assertThat(same).isEqualTo("err\n");
    while (!lines.contains("err")) {
      Thread.sleep(10);
    }
    log.close();
    ours.close();
  }

  private static final String FETCH = "until wget -q -O - http://shop/; do sleep 0.1; done";

  @Test
  void networks() {
    // region testcontainers-network-theirs
    Network network = Network.newNetwork();
    GenericContainer<?> shop = web().withNetwork(network).withNetworkAliases("shop");
    GenericContainer<?> reader =
        busybox()
            .withNetwork(network)
            .withCommand("sh", "-c", FETCH + "; exec sleep 600")
            .waitingFor(Wait.forLogMessage(".*hello.*", 1))
            .dependsOn(shop);
    reader.start();
    // endregion
    assertThat(reader.getLogs()).contains("hello");
    reader.stop();
    shop.stop();
    network.close();
  }

  // region testcontainers-network-ours
  private static final NetworkSpec backend = NetworkSpec.standard();

  private static final Service shop =
      Service.of(WEB).network(backend, "shop").ready(Ready.port(80));

  @RegisterExtension
  static final Service reader =
      Service.of(BUSYBOX.init().command("sh", "-c", FETCH + "; exec sleep 600"))
          .network(backend)
          .ready(Ready.log("hello"))
          .after(shop);

  // endregion

  @Test
  void theSameWithServices() {
    assertThat(reader.container().logs()).contains("hello");
  }

  @Test
  void oneShot() {
    // region testcontainers-oneshot-theirs
    GenericContainer<?> migration =
        busybox()
            .withCommand("sh", "-c", "echo migrated")
            .withStartupCheckStrategy(
                new OneShotStartupCheckStrategy().withTimeout(Duration.ofSeconds(30)));
    migration.start(); // throws if it exits with another code than 0
    String log = migration.getLogs();
    migration.stop();
    // endregion
    // region testcontainers-oneshot-ours
    ContainerRun migrate = BUSYBOX.remove().command("sh", "-c", "echo migrated");
    RunResult result = engine.run(migrate, Duration.ofSeconds(30)).requireSuccess();
    // endregion
    assertThat(log).isEqualTo(result.stdout()).isEqualTo("migrated\n");
  }

  @Test
  void images() throws Exception {
    // region testcontainers-image-theirs
    GenericContainer<?> theirs =
        new GenericContainer<>(
                new ImageFromDockerfile("containerrun/shop-theirs")
                    .withFileFromString("index.html", "a shop\n")
                    .withFileFromString(
                        "Dockerfile", "FROM containerrun/web\nCOPY index.html /srv/\n"))
            .withExposedPorts(80);
    // endregion
    theirs.start();
    assertThat(get(theirs.getHost(), theirs.getFirstMappedPort())).isEqualTo("a shop\n");
    theirs.stop();
    engine.images().remove("containerrun/shop-theirs");
    // region testcontainers-image-ours
    String image =
        engine
            .images()
            .build(
                ImageBuild.ofDockerfile("FROM containerrun/web\nCOPY index.html /srv/\n")
                    .file("index.html", "a shop\n"));
    RunningContainer ours = engine.start(WEB.image(image), Ready.http(80, "/"));
    // endregion
    assertThat(get(ours.address(80))).isEqualTo("a shop\n");
    ours.close();
    engine.images().remove(image);
  }

  // region testcontainers-shared-theirs
  abstract static class WithShop {
    static final GenericContainer<?> shop = web(); // until Ryuk or the exit of the process

    static {
      shop.start();
    }
  }

  static final GenericContainer<?> kept = web().withReuse(true);

  // endregion

  // region testcontainers-shared-ours
  static final Service shared = Service.of(WEB).ready(Ready.port(80)).shared();
  static final Service reused = Service.of(WEB).ready(Ready.port(80)).reused("shop-of-tests");

  // endregion

  @Test
  void configuredByARun() throws Exception {
    // region testcontainers-configure
    GenericContainer<?> shop =
        TestcontainersRuns.configure(
            new GenericContainer<>("containerrun/web").withExposedPorts(80),
            run -> run.memory("64m").ulimit("nofile=1024").tmpfs("/scratch:size=16m").readOnly());
    // endregion
    // region testcontainers-container
    ContainerRun line = ContainerRun.parse("docker run -p 80 --memory 64m containerrun/web");
    GenericContainer<?> same = TestcontainersRuns.container(line).waitingFor(Wait.forHttp("/"));
    // endregion
    try (shop;
        same) {
      shop.start();
      same.start();
      assertThat(get(shop.getHost(), shop.getFirstMappedPort())).contains("hello");
      assertThat(get(same.getHost(), same.getFirstMappedPort())).contains("hello");
    }
  }

  @Nested
  @Testcontainers
  class Together {
    // region testcontainers-startable
    static final Network network = Network.newNetwork();

    @Container
    static final GenericContainer<?> theirs =
        busybox().withNetwork(network).withNetworkAliases("db").withCommand("sleep", "600");

    @Container
    static final StartableRun ours =
        TestcontainersRuns.startable(WEB.memory("64m").init())
            .network(network, "shop")
            .waitingFor(Wait.forHttp("/"))
            .dependsOn(theirs);

    @Test
    void seeEachOther() throws Exception {
      assertThat(theirs.execInContainer("wget", "-q", "-O", "-", "http://shop/").getStdout())
          .contains("hello");
      assertThat(ours.execInContainer("nslookup", "db").getExitCode()).isZero();
    }

    // endregion

    @AfterAll
    static void remove() {
      ours.stop();
      theirs.stop();
      network.close();
    }
  }

  @Test
  void networksOfBoth() throws Exception {
    // region testcontainers-networks
    try (Network network =
            TestcontainersRuns.network(NetworkSpec.standard().label("team", "shop"));
        GenericContainer<?> shop = web().withNetwork(network).withNetworkAliases("shop")) {
      shop.start();
      ContainerRun ask =
          BUSYBOX.remove().network(TestcontainersRuns.endpoint(network)).command("sh", "-c", FETCH);
      assertThat(engine.run(ask).stdout()).contains("hello");
    }
    // endregion
  }

  @Test
  void handlesAndConditions() {
    // region testcontainers-handle
    GenericContainer<?> theirs =
        web().waitingFor(TestcontainersRuns.waitStrategy(Ready.http(80, "/")));
    theirs.start();
    ContainerHandle handle = engine.container(theirs.getContainerId());
    handle.update(run -> run.memory("128m").memorySwap("128m"));
    handle.pause();
    // endregion
    assertThat(handle.toRun().options()).isNotEmpty();
    theirs.stop();
  }
}
