package io.containerrun.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.containerrun.engine.info.ContainerStats;
import io.containerrun.value.Size;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What engines have counted, and what {@code docker stats} makes of it. */
class ContainerStatsJsonTest {

  @Test
  void countsAsDockerStatsDoes() throws IOException {
    ContainerStats stats =
        ContainerStatsJson.read(ContainerDetailsJsonTest.recorded("stats-1.41.json"));
    assertThat(stats.time()).hasValue(Instant.parse("2026-11-24T08:22:11.208976044Z"));
    // (69795461 - 54527840) / (2748780000000 - 2746760000000) * 2 processors * 100
    assertThat(stats.cpuPercent()).isCloseTo(1.5116, within(0.0001));
    assertThat(stats.processors()).isEqualTo(2);
    assertThat(stats.memory()).isEqualTo(Size.kibibytes(512));
    assertThat(stats.memoryLimit()).isEqualTo(Size.mebibytes(64));
    assertThat(stats.memoryPercent()).isCloseTo(0.78125, within(0.00001));
    assertThat(stats.networkReceived()).isEqualTo(Size.bytes(1042));
    assertThat(stats.networkSent()).isEqualTo(Size.bytes(0));
    assertThat(stats.processes()).isEqualTo(1);
  }

  @Test
  void usesNothingWhereItDoesNotRun() throws IOException {
    ContainerStats stats =
        ContainerStatsJson.read(ContainerDetailsJsonTest.recorded("stats-1.41-created.json"));
    assertThat(stats.time()).isEmpty();
    assertThat(stats.cpuPercent()).isZero();
    assertThat(stats.memoryPercent()).isZero();
    assertThat(stats.processes()).isZero();
  }

  @Test
  void leavesOutFilesThatTheKernelCouldDrop() throws IOException {
    assertThat(memory("\"total_inactive_file\":40,\"inactive_file\":1")).isEqualTo(Size.bytes(60));
    assertThat(memory("\"inactive_file\":30")).isEqualTo(Size.bytes(70));
    assertThat(memory("\"inactive_file\":200")).isEqualTo(Size.bytes(100));
    assertThat(memory("")).isEqualTo(Size.bytes(100));
  }

  private static Size memory(String stats) throws IOException {
    return ContainerStatsJson.read(
            Json.read("{\"memory_stats\":{\"usage\":100,\"stats\":{" + stats + "}}}"))
        .memory();
  }

  @Test
  void sumsUpNetworksAndDevices() throws IOException {
    ContainerStats stats =
        ContainerStatsJson.read(
            Json.read(
                """
                {"networks":{"a":{"rx_bytes":1,"tx_bytes":2},"b":{"rx_bytes":10}},
                 "blkio_stats":{"io_service_bytes_recursive":[
                   {"op":"Read","value":3},{"op":"read","value":4},
                   {"op":"Write","value":5},{"op":"Total","value":99}]},
                 "memory_stats":{"limit":18446744073709551615},
                 "cpu_stats":{"cpu_usage":{"percpu_usage":[1,2,3]}}}"""));
    assertThat(stats.networkReceived()).isEqualTo(Size.bytes(11));
    assertThat(stats.networkSent()).isEqualTo(Size.bytes(2));
    assertThat(stats.blockRead()).isEqualTo(Size.bytes(7));
    assertThat(stats.blockWritten()).isEqualTo(Size.bytes(5));
    assertThat(stats.memoryLimit()).isEqualTo(Size.bytes(9223372036854774784L));
    assertThat(stats.processors()).isEqualTo(3);
  }
}
