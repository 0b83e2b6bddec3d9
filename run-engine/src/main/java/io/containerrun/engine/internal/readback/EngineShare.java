package io.containerrun.engine.internal.readback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.containerrun.Fact;
import io.containerrun.Target;
import io.containerrun.engine.internal.json.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an engine puts into the configuration of a container whose request does not say it. Facts
 * about the engine that are not known count as those of an engine as it is installed.
 */
final class EngineShare {

  /** Members of {@code HostConfig} and the texts that say no more than none. */
  private static final Map<String, Set<String>> DEFAULTS =
      Map.of(
          "ShmSize", Set.of("67108864"),
          "IpcMode", Set.of("private"),
          "MemorySwappiness", Set.of("-1"),
          "PidsLimit", Set.of("0"));

  /** The label by which engines know the volumes that have no name. */
  private static final String ANONYMOUS_VOLUME = "com.docker.volume.anonymous";

  private static final String DEFAULT = "default";
  private static final String BRIDGE = "bridge";

  private static final JsonNode NO_RESTART =
      JsonFields.objectOf(Map.of("Name", "no", "MaximumRetryCount", 0));

  private static final List<String> NAMES = List.of("Hostname", "Domainname");

  /** What engines report besides. */
  private static final List<String> NOT_ASKED_FOR = List.of("ConsoleSize", "Cgroup");

  /** Hidden by engines, unless both are empty. */
  private static final List<String> HIDDEN = List.of("MaskedPaths", "ReadonlyPaths");

  /** What engines add where a container shares with the host what a label would forbid. */
  private static final String UNLABELLED = "label=disable";

  private final ObjectNode body;
  private final ObjectNode host;
  private final Target engine;

  private EngineShare(ObjectNode body, Target engine) {
    this.body = body;
    this.host =
        body.path("HostConfig") instanceof ObjectNode own ? own : JsonFields.objectOf(Map.of());
    this.engine = engine;
  }

  static void takeOff(ObjectNode body, Target engine) {
    EngineShare share = new EngineShare(body, engine);
    share.takeOffLimits();
    share.takeOffNamespaces(); // before the texts, on which they depend
    share.takeOffHidden();
    share.takeOffDefaultNetwork();
    share.takeOffLinks();
    share.takeOffChoices();
    DEFAULTS.forEach((name, texts) -> share.takeOff(name, texts));
    share.host.remove(NOT_ASKED_FOR);
  }

  private void takeOff(String name, Set<String> texts) {
    if (texts.contains(JsonFields.text(host.path(name)))) {
      host.remove(name);
    }
  }

  private void takeOffLimits() {
    long memory = JsonFields.count(host.path("Memory"));
    long swap = JsonFields.count(host.path("MemorySwap"));
    boolean lacksSwap = engine.lacks(Fact.SWAP_LIMIT) && swap == -1;
    if (memory > 0 && (swap == 2 * memory || lacksSwap)) {
      host.remove("MemorySwap");
    }
  }

  private void takeOffNamespaces() {
    String network = JsonFields.text(host.path("NetworkMode"));
    if (network.startsWith("container:")) {
      body.remove(NAMES); // those of the other container
    }
    boolean ofHost = network.equals("host") || JsonFields.text(host.path("UTSMode")).equals("host");
    String hostname = JsonFields.text(body.path("Hostname"));
    if (ofHost && engine.get(Fact.HOST_NAME).orElse(hostname).equals(hostname)) {
      body.remove("Hostname");
    }
    takeOff("CgroupnsMode", Set.of(cgroupVersion() == 1 ? "host" : "private"));
  }

  /** Where it is not known: an engine has no way to keep the kernel's hand off on version 2. */
  private int cgroupVersion() {
    int assumed = JsonFields.isAbsent(host.path("OomKillDisable")) ? 2 : 1;
    return engine.get(Fact.CGROUP_VERSION).orElse(assumed);
  }

  private void takeOffHidden() {
    boolean unconfined =
        HIDDEN.stream().allMatch(it -> host.path(it).isArray() && host.path(it).isEmpty());
    if (!unconfined) {
      host.remove(HIDDEN);
    }
    boolean shares =
        JsonFields.flag(host.path("Privileged"))
            || JsonFields.text(host.path("PidMode")).equals("host")
            || JsonFields.text(host.path("IpcMode")).equals("host");
    if (shares && JsonFields.texts(host.path("SecurityOpt")).equals(List.of(UNLABELLED))) {
      host.remove("SecurityOpt");
    }
  }

  /** The engine's own network has two names; endpoints of a request stand under the first. */
  private void takeOffDefaultNetwork() {
    String mode = JsonFields.text(host.path("NetworkMode"));
    boolean isDefault = mode.isEmpty() || mode.equals(DEFAULT) || mode.equals(BRIDGE);
    if (isDefault) {
      host.remove("NetworkMode");
    }
    JsonNode endpoints = body.path("NetworkingConfig").path("EndpointsConfig");
    if (isDefault && endpoints instanceof ObjectNode all && all.has(BRIDGE)) {
      all.set(DEFAULT, all.remove(BRIDGE));
    }
  }

  /** Inspect shows {@code /db:/web/alias} for {@code db:alias}, in any order. */
  private void takeOffLinks() {
    if (host.path("Links").isArray()) {
      List<String> links =
          JsonFields.texts(host.path("Links")).stream().map(EngineShare::link).sorted().toList();
      host.set("Links", JsonFields.listOf(links));
    }
  }

  private static String link(String reported) {
    List<String> ends =
        Stream.of(reported.split(":", -1))
            .map(it -> it.substring(it.lastIndexOf('/') + 1))
            .distinct() // one's own name as the alias is the default
            .toList();
    return String.join(":", ends);
  }

  private void takeOffChoices() {
    if (host.path("RestartPolicy").equals(NO_RESTART)) {
      host.remove("RestartPolicy");
    }
    takeOff("Runtime", Set.of(engine.get(Fact.DEFAULT_RUNTIME).orElse("runc")));
    engine
        .get(Fact.DEFAULT_ISOLATION)
        .ifPresent(isolation -> takeOff("Isolation", Set.of(isolation)));
    for (JsonNode mount : host.path("Mounts")) {
      if (mount.path("VolumeOptions").path("Labels") instanceof ObjectNode labels) {
        labels.remove(ANONYMOUS_VOLUME);
      }
    }
    if (host.path("LogConfig") instanceof ObjectNode log) {
      JsonNode type = log.path("Type");
      if (JsonFields.text(type).equals(engine.get(Fact.DEFAULT_LOG_DRIVER).orElse("json-file"))) {
        log.remove("Type");
      }
    }
  }
}
