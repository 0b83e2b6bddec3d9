package io.containerrun.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.Violation;
import io.containerrun.value.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineInfoJsonTest {

  private static final Target LINUX = Target.of("linux", new ApiVersion(1, 41));

  private static Target told(String json) throws IOException {
    return EngineInfoJson.read(LINUX, Json.read(json));
  }

  @Test
  void readsWhatDockerSays() throws IOException {
    Target docker =
        told(
            """
            {"Driver":"overlay2","DriverStatus":[["Backing Filesystem","extfs"],["Supports d_type","true"]],
             "Plugins":{"Volume":["local"],"Network":["bridge","host","null"],"Authorization":null,
             "Log":["journald","json-file"]},"MemoryLimit":true,"SwapLimit":false,"CpuCfsPeriod":true,
             "CpuCfsQuota":true,"CPUShares":true,"CPUSet":true,"PidsLimit":true,"IPv4Forwarding":false,
             "OomKillDisable":false,"CgroupDriver":"systemd","CgroupVersion":"2","NCPU":2,
             "MemTotal":4294967296,"DockerRootDir":"/var/lib/docker","ServerVersion":"27.3.1",
             "Runtimes":{"io.containerd.runc.v2":{"path":"runc"},"runc":{"path":"runc"}},"Isolation":"",
             "SecurityOptions":["name=apparmor","name=seccomp,profile=builtin","name=userns"],
             "CDISpecDirs":[],"Warnings":["WARNING: No swap limit support","WARNING: No io.weight support"]}
            """);
    Target expected =
        LINUX
            .with(Fact.STORAGE_DRIVER, "overlay2")
            .with(Fact.BACKING_FILESYSTEM, "extfs")
            .with(Fact.VOLUME_DRIVERS, Set.of("local"))
            .with(Fact.NETWORK_DRIVERS, Set.of("bridge", "host", "null"))
            .with(Fact.LOG_DRIVERS, Set.of("journald", "json-file"))
            .with(Fact.MEMORY_LIMIT, true)
            .with(Fact.SWAP_LIMIT, false)
            .with(Fact.CPU_PERIOD, true)
            .with(Fact.CPU_QUOTA, true)
            .with(Fact.CPU_SHARES, true)
            .with(Fact.CPU_SETS, true)
            .with(Fact.PIDS_LIMIT, true)
            .with(Fact.IPV4_FORWARDING, false)
            .with(Fact.OOM_KILL_DISABLE, false)
            .with(Fact.BLKIO_WEIGHT, false)
            .with(Fact.CGROUP_DRIVER, "systemd")
            .with(Fact.CGROUP_VERSION, 2)
            .with(Fact.PROCESSORS, 2)
            .with(Fact.HOST_MEMORY, Size.gibibytes(4))
            .with(Fact.DATA_ROOT, "/var/lib/docker")
            .with(Fact.ENGINE_VERSION, "27.3.1")
            .with(Fact.RUNTIMES, Set.of("io.containerd.runc.v2", "runc"))
            .with(Fact.SECURITY, Set.of("apparmor", "seccomp", "userns"))
            .with(Fact.CDI_FOLDERS, Set.of());
    assertThat(docker).isEqualTo(expected);
  }

  @Test
  void readsWhatPodmanSays() throws IOException {
    Target podman =
        told(
            """
            {"Driver":"overlay","DriverStatus":[["Backing Filesystem","extfs"],["Using metacopy","false"]],
             "Plugins":{"Volume":["local"],"Network":["bridge","macvlan"],"Authorization":null,
             "Log":["k8s-file","none","passthrough","journald"]},"CgroupDriver":"systemd",
             "CgroupVersion":"2","SecurityOptions":["name=seccomp,profile=default","name=rootless"],
             "Runtimes":{"crun":{"path":"/usr/bin/crun"}},"CDISpecDirs":null,"Warnings":[],"NCPU":4}
            """);
    assertThat(podman.get(Fact.SECURITY)).contains(Set.of("rootless", "seccomp"));
    assertThat(podman.get(Fact.RUNTIMES)).contains(Set.of("crun"));
    assertThat(podman.facts())
        .contains(Fact.LOG_DRIVERS)
        .doesNotContain(Fact.CDI_FOLDERS, Fact.SWAP_LIMIT, Fact.BLKIO_WEIGHT);
  }

  @Test
  void readsTheBareNamesOfOldEngines() throws IOException {
    assertThat(told("{\"SecurityOptions\":[\"apparmor\",\"seccomp\"]}").get(Fact.SECURITY))
        .contains(Set.of("apparmor", "seccomp"));
  }

  /**
   * What engines answer on each storage driver. Those of overlay2 and btrfs were recorded from
   * Docker 28.5; the others have the names and the forms that the source of Docker 24.0 prints.
   */
  private static Target recorded(String name) throws IOException {
    try (InputStream answer =
        Objects.requireNonNull(
            EngineInfoJsonTest.class.getResourceAsStream("/info/" + name + ".json"), name)) {
      return EngineInfoJson.read(
          LINUX, Json.read(new String(answer.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  @Test
  void readsTheBaseSizeOfDevicemapper() throws IOException {
    Target devicemapper = recorded("devicemapper");
    assertThat(devicemapper.get(Fact.STORAGE_DRIVER)).contains("devicemapper");
    assertThat(devicemapper.get(Fact.BASE_SIZE)).contains(Size.gibibytes(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"btrfs", "overlay2", "windowsfilter", "zfs"})
  void otherDriversSayNoBaseSize(String driver) throws IOException {
    Target other = recorded(driver);
    assertThat(other.get(Fact.STORAGE_DRIVER)).contains(driver);
    assertThat(other.get(Fact.BASE_SIZE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "devicemapper, size=9.9g, storage-size-below-base",
    "windowsfilter, size=19g, storage-size-below-base",
    "btrfs, size=1k, storage-size-below-base",
    "overlay2, size=1k, storage-size-refused",
    "overlay2, siz=1g, storage-opt-unknown"
  })
  void rulesOnStorageFollowFromTheAnswer(String driver, String option, String rule)
      throws IOException {
    assertThat(broken("--storage-opt " + option, recorded(driver))).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "devicemapper, size=10g",
    "windowsfilter, size=20g",
    "btrfs, size=1g",
    "zfs, size=1k"
  })
  void storageTakesSizesFromItsBaseSizeOn(String driver, String option) throws IOException {
    assertThat(broken("--storage-opt " + option, recorded(driver))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v 'C:\\data:/data'", "-v C:/data:/data:ro"})
  void knowsDockerDesktopByItsOperatingSystem(String volume) throws IOException {
    assertThat(broken(volume, recorded("desktop"))).isEmpty();
    assertThat(broken(volume, recorded("overlay2"))).containsExactly("windows-source");
    assertThat(broken(volume, LINUX)).containsExactly("windows-source");
  }

  private static List<String> broken(String options, Target target) {
    return ContainerRun.parse(options + " alpine").validate(target).stream()
        .map(Violation::rule)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        """
        {"NCPU":null,"Driver":null,"Plugins":null,"SwapLimit":null,"Runtimes":null}""",
        """
        {"NCPU":"many","CgroupVersion":{},"DriverStatus":[[],"x",7],"Runtimes":[],
         "SecurityOptions":"x","Plugins":[],"SwapLimit":"yes"}"""
      })
  void whatIsLeftOutOrOfAnotherFormStaysUnknown(String json) throws IOException {
    assertThat(told(json)).isEqualTo(LINUX);
  }
}
