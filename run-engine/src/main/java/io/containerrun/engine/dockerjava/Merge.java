package io.containerrun.engine.dockerjava;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a create request, merged over another: objects are merged, lists joined, everything
 * else is replaced.
 */
final class Merge {

  /** Lists and objects that have a meaning only as a whole. */
  private static final Set<String> WHOLE =
      Set.of(
          "Cmd",
          "Entrypoint",
          "Healthcheck.Test",
          "HostConfig.ConsoleSize",
          "HostConfig.MaskedPaths",
          "HostConfig.ReadonlyPaths",
          "HostConfig.RestartPolicy");

  /** What every request has, also where the run says nothing about its streams. */
  private static final Set<String> STREAMS =
      Set.of("AttachStdin", "AttachStdout", "AttachStderr", "StdinOnce");

  private Merge() {}

  static Map<String, Object> of(Map<String, Object> before, Map<String, Object> run) {
    Map<String, Object> asked = new LinkedHashMap<>(run);
    asked.entrySet().removeIf(it -> STREAMS.contains(it.getKey()) && it.getValue().equals(false));
    Map<String, Object> merged = merged("", before, asked);
    if (run.containsKey("Entrypoint") && !run.containsKey("Cmd")) {
      merged.remove("Cmd"); // those were the arguments of another program
    }
    return merged;
  }

  private static Map<String, Object> merged(
      String path, Map<String, Object> before, Map<String, Object> run) {
    Map<String, Object> merged = new LinkedHashMap<>(before);
    run.forEach(
        (name, value) -> {
          String at = path.isEmpty() ? name : path + "." + name;
          merged.put(name, value(at, before.get(name), value));
        });
    return merged;
  }

  private static Object value(String path, @Nullable Object before, Object run) {
    if (WHOLE.contains(path) || isOtherDriver(path, before, run)) {
      return run;
    }
    if (before instanceof Map<?, ?> && run instanceof Map<?, ?>) {
      return merged(path, PlainValues.members(before), PlainValues.members(run));
    }
    return before instanceof List<?> elements && run instanceof List<?> more
        ? joined(path, elements, more)
        : run;
  }

  /** The options of one log driver mean nothing to another. */
  private static boolean isOtherDriver(String path, @Nullable Object before, Object run) {
    return path.equals("HostConfig.LogConfig")
        && !Objects.equals(
            PlainValues.members(before).get("Type"), PlainValues.members(run).get("Type"));
  }

  private static List<Object> joined(String path, List<?> before, List<?> run) {
    List<Object> joined = new ArrayList<>(before);
    for (Object element : run) {
      joined.removeIf(it -> isReplaced(path, it, element));
    }
    joined.addAll(run);
    return joined;
  }

  /** Whether an element stands for the same as a new one. */
  private static boolean isReplaced(String path, Object before, Object element) {
    return switch (path) {
      case "Env" -> variable(before).equals(variable(element));
      case "HostConfig.Ulimits" ->
          Objects.equals(
              PlainValues.members(before).get("Name"), PlainValues.members(element).get("Name"));
      default -> PlainValues.sent(element, before);
    };
  }

  private static String variable(Object text) {
    return text.toString().replaceFirst("(?s)=.*", "");
  }
}
