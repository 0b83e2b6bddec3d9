package io.containerrun.engine.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Link;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.api.model.VolumesFrom;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.testing.ScriptedDockerJava;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DockerJavaTest {

  private static final String FACTS =
      "{\"MemoryLimit\":true,\"SwapLimit\":false,\"NCPU\":4,\"CgroupVersion\":\"2\","
          + "\"Runtimes\":{\"runc\":{\"path\":\"runc\"}}}";

  private ScriptedDockerJava scripted;

  @BeforeEach
  void connect() throws IOException {
    scripted = new ScriptedDockerJava();
  }

  @AfterEach
  void close() throws IOException {
    scripted.close();
  }

  private CreateContainerCmd command() {
    return scripted.client().createContainerCmd("alpine:3");
  }

  @Test
  void makesACommandOfARun() {
    ContainerRun run = ContainerRun.of("nginx:1.27").publish(8080, 80).memory("256m").detach();
    CreateContainerCmd command = DockerJava.createCommand(scripted.client(), run);
    assertThat(command.exec().getId()).isEqualTo("c");
    Map<String, Object> sent = PlainValues.withoutNulls(scripted.sent());
    assertThat(PlainValues.sent(DockerJava.request(command).body(), sent)).isTrue();
    assertThat(DockerJava.toRun(command)).isEqualTo(run);
  }

  @Test
  void asksForTheVersionAndTheFactsOfTheEngine() {
    scripted.engine().on("GET /info", it -> it.json(200, FACTS));
    assertThat(DockerJava.target(scripted.client()))
        .hasToString(
            "linux, API 1.51, cgroup-version 2, memory-limit true, processors 4, runtimes [runc],"
                + " swap-limit false");
    ContainerRun run = ContainerRun.of("alpine").runtime("kata").cpus("8");
    assertThatThrownBy(() -> DockerJava.createCommand(scripted.client(), run))
        .isInstanceOf(InvalidRunException.class)
        .hasMessageContaining("--cpus 8")
        .hasMessageContaining("--runtime kata");
    assertThat(scripted.engine().requests()).doesNotContain("POST /containers/create");
  }

  @Test
  void factsThatTheEngineRefusesAreUnknown() {
    scripted.engine().on("GET /info", it -> it.json(403, "{\"message\":\"forbidden\"}"));
    assertThat(DockerJava.target(scripted.client()).facts()).isEmpty();
    scripted.engine().on("GET /version", it -> it.json(403, "{\"message\":\"forbidden\"}"));
    assertThatThrownBy(() -> DockerJava.target(scripted.client()))
        .isInstanceOf(DockerException.class);
  }

  @Test
  void factsAreThoseThatDockerJavaHasNoFieldsFor() {
    scripted.engine().on("GET /info", it -> it.json(200, FACTS));
    assertThat(DockerJava.target(scripted.client()).get(Fact.RUNTIMES)).hasValue(Set.of("runc"));
  }

  @Test
  void readsACommandOfDockerJava() {
    HostConfig host =
        HostConfig.newHostConfig()
            .withBinds(Bind.parse("/srv:/data:ro"))
            .withPortBindings(PortBinding.parse("127.0.0.1:8080:80"))
            .withMemory(64L << 20)
            .withCapAdd(Capability.NET_ADMIN)
            .withRestartPolicy(RestartPolicy.onFailureRestart(5))
            .withDevices(Device.parse("/dev/sdc:/dev/xvdc:r"))
            .withUlimits(List.of(new Ulimit("nofile", 1L, 2L)))
            .withLogConfig(new LogConfig(LogConfig.LoggingType.LOCAL, Map.of("max-size", "1m")))
            .withNetworkMode("back")
            .withTmpFs(Map.of("/run", "size=1m"))
            .withMounts(
                List.of(new Mount().withType(MountType.VOLUME).withSource("v").withTarget("/v")))
            .withVolumesFrom(new VolumesFrom[] {new VolumesFrom("db", AccessMode.ro)})
            .withLinks(new Link("cache", "store"))
            .withExtraHosts(new String[] {"here:host-gateway"})
            .withInit(true)
            .withShmSize(1L << 20)
            .withPidMode("host");
    CreateContainerCmd command =
        command()
            .withName("web")
            .withEnv("A=1")
            .withCmd("serve", "--all")
            .withExposedPorts(ExposedPort.tcp(80))
            .withVolumes(new Volume("/cache"))
            .withLabels(Map.of("team", "storage"))
            .withHealthcheck(
                new HealthCheck()
                    .withTest(List.of("CMD-SHELL", "true"))
                    .withInterval(TimeUnit.SECONDS.toNanos(5)))
            .withAliases("www")
            .withIpv4Address("10.1.0.9")
            .withHostConfig(host);
    assertThat(DockerJava.toRun(command))
        .isEqualTo(
            ContainerRun.parse(
                "docker run --detach --name web --env A=1 --volume /srv:/data:ro --volume /cache"
                    + " --publish 127.0.0.1:8080:80 --memory 64m --cap-add CAP_NET_ADMIN"
                    + " --restart on-failure:5 --device /dev/sdc:/dev/xvdc:r --ulimit nofile=1:2"
                    + " --log-driver local --log-opt max-size=1m --tmpfs /run:size=1m"
                    + " --label team=storage --health-cmd true --health-interval 5s"
                    + " --network back --network-alias www --ip 10.1.0.9"
                    + " --mount type=volume,source=v,target=/v --volumes-from db:ro --link cache:store"
                    + " --add-host here:host-gateway --init --shm-size 1m --pid host alpine:3 serve --all"));
  }

  @Test
  void namesWhatNoOptionCanSay() {
    CreateContainerCmd command =
        command()
            .withNetworkDisabled(true)
            .withPortSpecs("80")
            .withHealthcheck(new HealthCheck().withTest(List.of("CMD", "check", "a b")))
            .withHostConfig(HostConfig.newHostConfig().withDiskQuota(9L).withMemory(64L << 20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DockerJava.toRun(command))
        .withMessageContaining("Healthcheck.Test, HostConfig.DiskQuota, NetworkDisabled, PortSpecs")
        .withMessageContaining("DockerJava.request(command).toRun()");
    assertThat(DockerJava.request(command).toRun())
        .isEqualTo(ContainerRun.parse("-d -m 64m --health-cmd \"check 'a b'\" alpine:3"));
  }
}
