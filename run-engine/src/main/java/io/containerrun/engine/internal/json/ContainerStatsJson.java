package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ContainerStats;
import io.containerrun.value.Size;
import java.util.Locale;

/** Reads samples of stats, and computes the numbers of {@code docker stats}. */
public final class ContainerStatsJson {

  private ContainerStatsJson() {}

  /** Reads one sample. */
  public static ContainerStats read(JsonNode json) {
    JsonNode networks = json.path("networks");
    JsonNode block = json.path("blkio_stats").path("io_service_bytes_recursive");
    JsonNode memory = json.path("memory_stats");
    int processors = processors(json.path("cpu_stats"));
    return new ContainerStats(
        JsonFields.time(json.path("read")),
        cpuPercent(json.path("cpu_stats"), json.path("precpu_stats"), processors),
        processors,
        Size.bytes(inUse(memory)),
        JsonFields.size(memory.path("limit")),
        sum(networks, "rx_bytes"),
        sum(networks, "tx_bytes"),
        blocks(block, "read"),
        blocks(block, "write"),
        JsonFields.count(json.path("pids_stats").path("current")));
  }

  private static int processors(JsonNode cpu) {
    int online = JsonFields.smallCount(cpu.path("online_cpus"));
    return online > 0 ? online : cpu.path("cpu_usage").path("percpu_usage").size();
  }

  private static double cpuPercent(JsonNode now, JsonNode before, int processors) {
    double used = delta(now, before, "cpu_usage", "total_usage");
    double passed = delta(now, before, "system_cpu_usage", "");
    return used > 0 && passed > 0 ? used / passed * processors * 100 : 0;
  }

  private static double delta(JsonNode now, JsonNode before, String member, String below) {
    return value(now.path(member), below) - value(before.path(member), below);
  }

  private static double value(JsonNode member, String below) {
    return JsonFields.decimal(below.isEmpty() ? member : member.path(below));
  }

  /** Memory without reclaimable page cache, for which cgroup v1 and v2 have different names. */
  private static long inUse(JsonNode memory) {
    long usage = Math.max(0, JsonFields.count(memory.path("usage")));
    JsonNode stats = memory.path("stats");
    JsonNode first = stats.path("total_inactive_file");
    long droppable =
        JsonFields.count(JsonFields.isAbsent(first) ? stats.path("inactive_file") : first);
    return droppable > 0 && droppable < usage ? usage - droppable : usage;
  }

  private static Size sum(JsonNode networks, String member) {
    long sum = 0;
    for (JsonNode network : networks) {
      sum += Math.max(0, JsonFields.count(network.path(member)));
    }
    return Size.bytes(sum);
  }

  private static Size blocks(JsonNode entries, String operation) {
    long sum = 0;
    for (JsonNode entry : entries) {
      if (JsonFields.text(entry.path("op")).toLowerCase(Locale.ROOT).equals(operation)) {
        sum += Math.max(0, JsonFields.count(entry.path("value")));
      }
    }
    return Size.bytes(sum);
  }
}
