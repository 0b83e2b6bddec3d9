package io.containerrun.engine.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.value.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the facts that an engine reports about itself and its host. Missing and null members are
 * unknown facts.
 */
public final class EngineInfoJson {

  private static final Map<String, Fact<String>> TEXTS =
      Map.of(
          "ServerVersion", Fact.ENGINE_VERSION,
          "CgroupDriver", Fact.CGROUP_DRIVER,
          "Driver", Fact.STORAGE_DRIVER,
          "DockerRootDir", Fact.DATA_ROOT,
          "OperatingSystem", Fact.OPERATING_SYSTEM,
          "LoggingDriver", Fact.DEFAULT_LOG_DRIVER,
          "DefaultRuntime", Fact.DEFAULT_RUNTIME,
          "Name", Fact.HOST_NAME,
          "Isolation", Fact.DEFAULT_ISOLATION);

  private static final Map<String, Fact<Boolean>> ABILITIES =
      Map.of(
          "MemoryLimit", Fact.MEMORY_LIMIT,
          "SwapLimit", Fact.SWAP_LIMIT,
          "CpuCfsPeriod", Fact.CPU_PERIOD,
          "CpuCfsQuota", Fact.CPU_QUOTA,
          "CPUShares", Fact.CPU_SHARES,
          "CPUSet", Fact.CPU_SETS,
          "PidsLimit", Fact.PIDS_LIMIT,
          "OomKillDisable", Fact.OOM_KILL_DISABLE,
          "IPv4Forwarding", Fact.IPV4_FORWARDING);

  private static final Map<String, Fact<Set<String>>> NAMES =
      Map.of(
          "/Plugins/Volume", Fact.VOLUME_DRIVERS,
          "/Plugins/Network", Fact.NETWORK_DRIVERS,
          "/Plugins/Log", Fact.LOG_DRIVERS,
          "/CDISpecDirs", Fact.CDI_FOLDERS);

  /** The warnings by which engines report that they do not support block I/O weights. */
  private static final List<String> NO_WEIGHT =
      List.of("No blkio weight support", "No io.weight support");

  private final JsonNode json;
  private Target target;

  private EngineInfoJson(JsonNode json, Target target) {
    this.json = json;
    this.target = target;
  }

  /** The target with all reported facts. */
  public static Target read(Target target, JsonNode json) {
    return new EngineInfoJson(json, target).read();
  }

  private Target read() {
    TEXTS.forEach((member, fact) -> addText(fact, JsonFields.text(json.path(member))));
    ABILITIES.forEach(
        (member, fact) ->
            JsonFields.truth(json.path(member))
                .ifPresent(truth -> target = target.with(fact, truth)));
    NAMES.forEach(
        (pointer, fact) -> {
          if (json.at(pointer).isArray()) {
            target = target.with(fact, texts(json.at(pointer)));
          }
        });
    addNumbers();
    addStatus();
    addSecurity();
    if (json.path("Runtimes").isObject()) {
      target = target.with(Fact.RUNTIMES, new TreeSet<>(JsonFields.names(json.path("Runtimes"))));
    }
    return target;
  }

  private void addText(Fact<String> fact, String text) {
    if (!text.isEmpty()) {
      target = target.with(fact, text);
    }
  }

  private void addNumbers() {
    int version = JsonFields.printedInteger(json.path("CgroupVersion")).orElse(0);
    if (version > 0) {
      target = target.with(Fact.CGROUP_VERSION, version);
    }
    int processors = JsonFields.smallCount(json.path("NCPU"));
    if (processors > 0) {
      target = target.with(Fact.PROCESSORS, processors);
    }
    long memory = JsonFields.count(json.path("MemTotal"));
    if (memory > 0) {
      target = target.with(Fact.HOST_MEMORY, Size.bytes(memory));
    }
  }

  private void addStatus() {
    for (JsonNode pair : json.path("DriverStatus")) {
      String name = JsonFields.text(pair.path(0));
      String value = JsonFields.text(pair.path(1));
      if (name.equals("Backing Filesystem")) {
        addText(Fact.BACKING_FILESYSTEM, value);
      }
      if (name.equals("Base Device Size")) {
        PrintedSize.read(value).ifPresent(size -> target = target.with(Fact.BASE_SIZE, size));
      }
    }
    Set<String> warnings = texts(json.path("Warnings"));
    if (warnings.stream().anyMatch(text -> NO_WEIGHT.stream().anyMatch(text::contains))) {
      target = target.with(Fact.BLKIO_WEIGHT, false);
    }
  }

  /** Entries have the form {@code name=seccomp,profile=default}; old engines have only names. */
  private void addSecurity() {
    if (json.path("SecurityOptions").isArray()) {
      Set<String> names = new TreeSet<>();
      for (String entry : texts(json.path("SecurityOptions"))) {
        names.add(entry.replaceFirst("^name=", "").replaceFirst(",.*", ""));
      }
      target = target.with(Fact.SECURITY, names);
    }
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>(JsonFields.texts(array));
    texts.remove("");
    return texts;
  }
}
