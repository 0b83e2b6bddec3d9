package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the code compiles and makes an equal run is tested beside the recorded cases. */
class JavaCodeTest {

  @Test
  void writesTypedCodeReadyToPaste() {
    String line =
        "docker run -d --name db -p 15432:5432 -m 512m --restart on-failure:5 --stop-timeout 30"
            + " -e MODE=test -e TOKEN -l team=storage -v data:/var/lib --cap-drop ALL --init=false"
            + " --pull never postgres:16 postgres -c 'log_statement=\"all\"'";
    assertThat(ContainerRun.parse(line).toJava())
        .isEqualTo(
            """
            ContainerRun run =
                ContainerRun.of("postgres:16")
                    .capDrop("ALL")
                    .detach()
                    .env("MODE", "test")
                    .env("TOKEN")
                    .with(ContainerRun.INIT, false)
                    .label("team", "storage")
                    .memory(Size.mebibytes(512))
                    .name("db")
                    .publish(15432, 5432)
                    .pull(PullPolicy.NEVER)
                    .restart(RestartPolicy.onFailure(5))
                    .stopTimeout(Duration.ofSeconds(30))
                    .volume(VolumeMount.named("data", "/var/lib"))
                    .command("postgres", "-c", "log_statement=\\"all\\"");""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "--device /dev/sdc:/dev/xvdc:r => .device(Device.of(\"/dev/sdc\").at(\"/dev/xvdc\").permissions(\"r\"))",
        "--device vendor.com/net=nic0 => .device(Device.cdi(\"vendor.com/net=nic0\"))",
        "--gpus 'device=0,driver=nvidia' => .gpus(GpuRequest.devices(\"0\").driver(\"nvidia\"))",
        "--health-interval 90s => .healthInterval(Duration.ofSeconds(90))",
        "--health-timeout 2m => .healthTimeout(Duration.ofMinutes(2))",
        "--ipc container:db => .ipc(IpcMode.container(\"db\"))",
        "--memory-swap -1 => .memorySwap(SwapLimit.unlimited())",
        "--network host => .network(Network.host())",
        "--network name=back,alias=db,ip=10.0.0.5"
            + " => .network(Network.named(\"back\").alias(\"db\").ip(\"10.0.0.5\"))",
        "-p 127.0.0.1:8080:80/udp => .publish(PortBinding.of(8080, 80).hostIp(\"127.0.0.1\").udp())",
        "-p 7000-7002:7000-7002"
            + " => .publish(PortBinding.of(PortRange.of(7000, 7002), PortRange.of(7000, 7002)))",
        "-p 53 => .publish(53)",
        "--expose 53/udp => .expose(ExposedPort.of(53).udp())",
        "--mount type=bind,src=/a,dst=/b,readonly => .mount(Mount.bind(\"/a\").at(\"/b\").readOnly())",
        "--mount type=tmpfs,dst=/c,tmpfs-mode=1770 => .mount(Mount.tmpfs(\"/c\").mode(01770))",
        "--restart on-failure => .restart(RestartPolicy.onFailure())",
        "--security-opt no-new-privileges => .securityOpt(SecurityOption.noNewPrivileges())",
        "--ulimit nofile=1024:2048 => .ulimit(Ulimit.of(\"nofile\", 1024, 2048))",
        "--ulimit memlock=-1 => .ulimit(Ulimit.lockedMemory(Ulimit.UNLIMITED))",
        "--cpus 1.50 => .cpus(1.5)",
        "--userns host => .userns(UsernsMode.host())",
        "-v /srv:/srv:ro,z => .volume(VolumeMount.bind(\"/srv\", \"/srv\").readOnly().mode(\"z\"))",
        "--tmpfs /run => .tmpfs(TmpfsMount.at(\"/run\"))",
        "--cidfile a.cid => .cidfile(\"a.cid\")",
        "--dns 8.8.8.8 => .dns(\"8.8.8.8\")",
        "--sig-proxy=false => .sigProxy(false)"
      })
  void writesWhatAPersonWould(String options, String call) {
    assertThat(ContainerRun.parse("docker run " + options + " alpine").toJava())
        .isEqualTo("ContainerRun run =\n    ContainerRun.of(\"alpine\")\n        " + call + ";");
  }
}
