package io.containerrun;

import io.containerrun.value.Capability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What no run can say of a create request: what is in it and not in the request of the run that was
 * read from it. No option is named here, so none can be forgotten.
 */
final class Unread {

  /** A path that only an older or only a newer engine is sent is said all the same. */
  private static final List<ApiVersion> VERSIONS =
      List.of(new ApiVersion(1, 24), new ApiVersion(1, 41), new ApiVersion(1, 56));

  /** The lists in which the order says something. */
  private static final Set<String> ORDERED =
      Set.of("Cmd", "Entrypoint", "HostConfig.Dns", "HostConfig.DnsSearch", "Healthcheck.Test");

  /** The lists of capabilities, which other clients write without {@code CAP_}. */
  private static final Set<String> CAPABILITIES = Set.of("HostConfig.CapAdd", "HostConfig.CapDrop");

  /** What the reference client sends where nothing is asked for. */
  private static final Map<String, String> SPELLED_OUT =
      Map.of(
          "HostConfig.NetworkMode", "default",
          "HostConfig.RestartPolicy.Name", "no",
          "HostConfig.MemorySwappiness", "-1");

  private Unread() {}

  static List<String> of(CreateRequest request, ContainerRun run) {
    Set<String> paths = null;
    for (ApiVersion version : VERSIONS) {
      CreateRequest said = run.request(version);
      Set<String> missing = new TreeSet<>();
      compare("", whole(request.body()), whole(said.body()), missing);
      compare("?", request.query(), said.query(), missing);
      if (paths == null) {
        paths = missing;
      } else {
        paths.retainAll(missing);
      }
    }
    return List.copyOf(paths == null ? Set.of() : paths);
  }

  /** Engines put entry point and command together: where one ends does not count. */
  private static Map<String, Object> whole(Map<String, Object> body) {
    Map<String, Object> whole = new LinkedHashMap<>(body);
    List<String> entry = RequestReading.textsOf(whole.remove("Entrypoint"));
    List<String> command = RequestReading.textsOf(whole.remove("Cmd"));
    if (!entry.isEmpty()) {
      whole.put("Entrypoint", Stream.of(entry, command).flatMap(List::stream).toList());
    } else if (!command.isEmpty()) {
      whole.put("Cmd", command);
    }
    return whole;
  }

  private static void compare(
      String path, Map<String, ?> asked, Map<String, ?> said, Set<String> missing) {
    asked.forEach(
        (name, value) -> {
          String at = path.isEmpty() || path.equals("?") ? path + name : path + "." + name;
          Object its = said.get(name);
          if (value instanceof Map<?, ?> && !RequestReading.mapOf(value).isEmpty()) {
            compare(at, RequestReading.mapOf(value), RequestReading.mapOf(its), missing);
          } else if (!meansNone(at, value) && !plain(at, value).equals(plain(at, its))) {
            missing.add(at);
          }
        });
  }

  private static boolean meansNone(String path, @Nullable Object value) {
    return RequestReading.meansNone(value)
        || path.equals("HostConfig.ConsoleSize") // of the terminal in front of the client
        || RequestReading.textOf(value).equals(SPELLED_OUT.get(path));
  }

  private static Object plain(String path, @Nullable Object value) {
    if (value instanceof List<?> elements && path.equals("Env")) {
      Map<String, String> last = new TreeMap<>();
      RequestReading.textsOf(elements).forEach(it -> last.put(it.replaceFirst("(?s)=.*", ""), it));
      return List.copyOf(last.values());
    }
    if (value instanceof List<?> elements) {
      List<Object> plain = new ArrayList<>(elements.stream().map(it -> plain(path, it)).toList());
      if (!ORDERED.contains(path)) {
        plain.sort((one, other) -> one.toString().compareTo(other.toString()));
      }
      return plain;
    }
    if (value instanceof Map<?, ?>) {
      Map<String, Object> plain = new LinkedHashMap<>();
      RequestReading.mapOf(value).entrySet().stream()
          .filter(it -> !RequestReading.meansNone(it.getValue()))
          .sorted(Map.Entry.comparingByKey())
          .forEach(it -> plain.put(it.getKey(), plain(path, it.getValue())));
      return plain;
    }
    String text = RequestReading.textOf(value);
    return CAPABILITIES.contains(path) && !text.isBlank() ? Capability.of(text).name() : text;
  }
}
