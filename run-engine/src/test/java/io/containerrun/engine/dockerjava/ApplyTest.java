package io.containerrun.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.InvalidRunException;
import io.containerrun.Option;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.engine.testing.CapturedLog;
import io.containerrun.engine.testing.ScriptedDockerJava;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run in a command that has settings already. */
@Timeout(60)
class ApplyTest {

  private static final Target ENGINE = Target.of("linux", ApiVersion.parse("1.51"));

  private static final ContainerRun RUN = ContainerRun.of("alpine:3").detach();

  private ScriptedDockerJava scripted;
  private CreateContainerCmd command;

  @BeforeEach
  void connect() throws IOException {
    scripted = new ScriptedDockerJava();
    command = scripted.client().createContainerCmd("busybox");
  }

  @AfterEach
  void close() throws IOException {
    scripted.close();
  }

  private Map<String, Object> sent(ContainerRun run) {
    assertThat(DockerJava.apply(run, command, ENGINE)).isEmpty();
    command.exec();
    Map<String, Object> sent = PlainValues.withoutNulls(scripted.sent());
    assertThat(PlainValues.sent(DockerJava.request(command).body(), sent)).isTrue();
    return sent;
  }

  private static Map<String, Object> host(Map<String, Object> sent) {
    return PlainValues.members(sent.get("HostConfig"));
  }

  private static Map<String, Object> endpoints(Map<String, Object> sent) {
    Map<String, Object> networks = PlainValues.members(sent.get("NetworkingConfig"));
    return PlainValues.members(networks.get("EndpointsConfig"));
  }

  @Test
  void keepsWhatTheRunDoesNotSet() {
    command.withUser("1000").withTty(true).withName("before").getHostConfig().withMemory(1L << 30);
    Map<String, Object> sent = sent(RUN.cpus("2"));
    assertThat(sent).containsEntry("User", "1000").containsEntry("Tty", true);
    assertThat(sent).containsEntry("Image", "alpine:3");
    assertThat(host(sent)).containsEntry("Memory", 1 << 30).containsEntry("NanoCpus", 2000000000);
    assertThat(scripted.query()).containsExactly(entry("name", "before"));
  }

  @Test
  void keepsTheStreamsOfTheCommand() {
    command.withStdinOpen(true).withStdInOnce(true).withAttachStdin(true).withAttachStdout(true);
    assertThat(sent(RUN))
        .containsEntry("StdinOnce", true)
        .containsEntry("AttachStdin", true)
        .containsEntry("AttachStdout", true);
    assertThat(sent(RUN.tty().interactive())).containsEntry("Tty", true);
    assertThat(sent(RUN.with(ContainerRun.TTY, false))).containsEntry("Tty", false);
  }

  @Test
  void replacesSingleValues() {
    command.withUser("1000").withName("before").getHostConfig().withMemory(1L << 30);
    Map<String, Object> sent =
        sent(RUN.user("root").memory("64m").name("after").platform("linux/arm64"));
    assertThat(sent).containsEntry("User", "root");
    assertThat(host(sent)).containsEntry("Memory", 64 << 20);
    assertThat(scripted.query())
        .containsOnly(entry("name", "after"), entry("platform", "linux/arm64"));
  }

  @Test
  void mergesObjectsAndJoinsLists() {
    command
        .withLabels(Map.of("a", "1", "b", "1"))
        .withEnv("A=1", "B=1")
        .getHostConfig()
        .withBinds(Bind.parse("/a:/a"))
        .withDns("10.0.0.1")
        .withUlimits(new Ulimit[] {new Ulimit("core", 1L, 1L), new Ulimit("nofile", 9L, 9L)});
    Map<String, Object> sent =
        sent(
            RUN.label("b", "2")
                .env("B", "2")
                .volume("/b:/b:ro")
                .dns("10.0.0.1")
                .dns("10.0.0.2")
                .ulimit("core=0"));
    assertThat(sent).containsEntry("Labels", Map.of("a", "1", "b", "2"));
    assertThat(sent).containsEntry("Env", List.of("A=1", "B=2"));
    assertThat(host(sent))
        .containsEntry("Binds", List.of("/a:/a:rw", "/b:/b:ro"))
        .containsEntry("Dns", List.of("10.0.0.1", "10.0.0.2"))
        .containsEntry(
            "Ulimits",
            List.of(
                Map.of("Name", "nofile", "Soft", 9, "Hard", 9),
                Map.of("Name", "core", "Soft", 0, "Hard", 0)));
  }

  @Test
  void replacesWhatHasAMeaningOnlyAsAWhole() {
    command
        .withHealthcheck(new HealthCheck().withTest(List.of("CMD", "a", "b")).withRetries(9))
        .getHostConfig()
        .withRestartPolicy(RestartPolicy.onFailureRestart(5))
        .withLogConfig(new LogConfig(LogConfig.LoggingType.SYSLOG, Map.of("tag", "x")));
    Map<String, Object> sent =
        sent(RUN.restart("always").logDriver("json-file").logOpt("max-size=1m").healthCmd("c"));
    assertThat(host(sent))
        .containsEntry("RestartPolicy", Map.of("Name", "always", "MaximumRetryCount", 0))
        .containsEntry(
            "LogConfig", Map.of("Type", "json-file", "Config", Map.of("max-size", "1m")));
    assertThat(sent)
        .containsEntry("Healthcheck", Map.of("Test", List.of("CMD-SHELL", "c"), "Retries", 9));
  }

  @Test
  void joinsLogOptionsOfTheSameDriver() {
    command
        .getHostConfig()
        .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-file", "3")));
    Map<String, Object> sent = sent(RUN.logDriver("json-file").logOpt("max-size=1m"));
    Map<String, String> both = Map.of("max-file", "3", "max-size", "1m");
    assertThat(host(sent)).containsEntry("LogConfig", Map.of("Type", "json-file", "Config", both));
  }

  @Test
  void replacesTheCommandAndKeepsTheEntryPoint() {
    command.withEntrypoint("a").withCmd("b", "c");
    assertThat(sent(RUN.command("d")))
        .containsEntry("Entrypoint", List.of("a"))
        .containsEntry("Cmd", List.of("d"));
  }

  @Test
  void anEntryPointReplacesTheCommandToo() {
    command.withEntrypoint("a").withCmd("b", "c");
    assertThat(sent(RUN.entrypoint("d")))
        .containsEntry("Entrypoint", List.of("d"))
        .doesNotContainKey("Cmd");
  }

  @Test
  void keepsTheNetworkOfTheCommandBesideThoseOfTheRun() {
    command.withAliases("db").withIpv4Address("10.1.0.9").getHostConfig().withNetworkMode("one");
    Map<String, Object> sent = sent(RUN.network("name=two,alias=store,driver-opt=a=b"));
    assertThat(host(sent)).containsEntry("NetworkMode", "two");
    assertThat(endpoints(sent))
        .isEqualTo(
            Map.of(
                "one",
                Map.of("Aliases", List.of("db"), "IPAMConfig", Map.of("IPv4Address", "10.1.0.9")),
                "two",
                Map.of("Aliases", List.of("store"), "DriverOpts", Map.of("a", "b"))));
  }

  @Test
  void joinsTheAliasesOfTheCommandAndOfTheRun() {
    command.withAliases("db").getHostConfig().withNetworkMode("one");
    Map<String, Object> sent = sent(RUN.network("one").networkAlias("store"));
    assertThat(endpoints(sent)).isEqualTo(Map.of("one", Map.of("Aliases", List.of("db", "store"))));
  }

  @Test
  void aliasesOfACommandWithoutNetworkBelongToThatOfTheRun() {
    command.withAliases("db");
    Map<String, Object> sent = sent(RUN.network("one"));
    assertThat(host(sent)).containsEntry("NetworkMode", "one");
    assertThat(endpoints(sent)).isEqualTo(Map.of("one", Map.of("Aliases", List.of("db"))));
  }

  @Test
  void applyingTwiceChangesNothing() {
    ContainerRun run =
        RUN.network("name=one,alias=a")
            .network("name=two,alias=b")
            .volume("/a:/a:ro")
            .capDrop("ALL")
            .env("A", "1")
            .publish(8080, 80)
            .gpus("all")
            .restart("unless-stopped")
            .logOpt("max-size=1m");
    command.withAliases("c");
    Map<String, Object> once = sent(run);
    assertThat(sent(run)).isEqualTo(once);
    assertThat(sent(run.volume("/b:/b"))).isNotEqualTo(once);
  }

  @Test
  void settersWorkOnWhatTheModelsCanHold() {
    HostConfig host = command.getHostConfig();
    assertThat(DockerJava.apply(RUN.memory("64m").capDrop("NET_RAW"), command, ENGINE)).isEmpty();
    assertThat(command.getHostConfig()).isSameAs(host);
    assertThat(host.getMemory()).isEqualTo(64 << 20);
    host.withMemory(128L << 20);
    command.exec();
    assertThat(host(scripted.sent()))
        .containsEntry("Memory", 128 << 20)
        .containsEntry("CapDrop", List.of("CAP_NET_RAW"));
  }

  @Test
  void replacesRawValues() {
    DockerObjectAccessor.overrideRawValue(command.getHostConfig(), "Memory", 9 << 20);
    assertThat(host(sent(RUN.memory("64m")))).containsEntry("Memory", 64 << 20);
  }

  @Test
  void sendsNumbersThatTheModelsCannotHold() {
    ContainerRun run = RUN.deviceReadIops("/dev/sda:18446744073709551615");
    assertThat(host(sent(run)).get("BlkioDeviceReadIOps"))
        .asString()
        .contains("18446744073709551615");
  }

  @Test
  void takesTheVariablesOfTheCaller() {
    assertThat(sent(RUN.env("PATH").env("NOT_SET_ANYWHERE")))
        .containsEntry("Env", List.of("PATH=" + System.getenv("PATH"), "NOT_SET_ANYWHERE"));
  }

  @Test
  void anInvalidRunLeavesTheCommandUnchanged() {
    Map<String, Object> before = DockerJava.request(command).body();
    assertThatThrownBy(() -> DockerJava.apply(RUN.memory("1m").name("x"), command, ENGINE))
        .isInstanceOf(InvalidRunException.class)
        .hasMessageContaining("[memory-minimum]");
    assertThat(DockerJava.request(command).body()).isEqualTo(before);
    assertThat(scripted.engine().requests()).isEmpty();
  }

  @Test
  void logsWarnings() {
    Target engine = ENGINE.with(Fact.PIDS_LIMIT, false);
    try (CapturedLog log = new CapturedLog()) {
      assertThat(DockerJava.apply(RUN.pidsLimit(9), command, engine)).isEmpty();
      assertThat(log.text()).contains("run of alpine:3: --pids-limit 9: ");
    }
    assertThatThrownBy(() -> DockerJava.apply(RUN.pidsLimit(9), command, engine.strict()))
        .isInstanceOf(InvalidRunException.class);
  }

  @Test
  void returnsTheOptionsThatOnlyAClientActsOn() {
    ContainerRun run =
        RUN.pull("always").quiet().sigProxy(false).detachKeys("ctrl-a").cidfile(Path.of("cid"));
    List<Option<?>> untravelled =
        List.of(
            ContainerRun.CIDFILE,
            ContainerRun.DETACH_KEYS,
            ContainerRun.PULL,
            ContainerRun.QUIET,
            ContainerRun.SIG_PROXY);
    assertThat(DockerJava.apply(run, command, ENGINE)).isEqualTo(untravelled);
    assertThatThrownBy(() -> DockerJava.createCommand(scripted.client(), run))
        .isInstanceOfSatisfying(
            InvalidRunException.class,
            it ->
                assertThat(it.violations())
                    .extracting(Violation::given)
                    .containsExactly(
                        "--cidfile cid, --detach-keys ctrl-a, --pull always, --quiet,"
                            + " --sig-proxy=false"))
        .hasMessageContaining("only a client acts on it");
  }

  @Test
  void findsTheCommandBehindOneThatPassesCallsOn() {
    CreateContainerCmd actual = command;
    command = proxy((object, method, arguments) -> method.invoke(actual, arguments));
    assertThat(sent(RUN.network("name=one,driver-opt=a=b").capDrop("ALL")))
        .containsKeys("HostConfig", "NetworkingConfig");
  }

  @Test
  void namesWhatACommandOfAnotherImplementationCannotHold() {
    CreateContainerCmd actual = command;
    InvocationHandler other =
        (object, method, arguments) ->
            method.getName().startsWith("with") ? object : method.invoke(actual, arguments);
    command = proxy(other);
    assertThatThrownBy(() -> DockerJava.apply(RUN.user("root"), command, ENGINE))
        .isInstanceOf(InvalidRunException.class)
        .hasMessageContaining("docker-java's create command has no ");
  }

  private static CreateContainerCmd proxy(InvocationHandler handler) {
    return (CreateContainerCmd)
        Proxy.newProxyInstance(
            ApplyTest.class.getClassLoader(), new Class<?>[] {CreateContainerCmd.class}, handler);
  }
}
