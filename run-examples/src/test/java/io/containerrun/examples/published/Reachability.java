package io.containerrun.examples.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.containerrun.ContainerRun;
import io.containerrun.value.Size;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What GraalVM's native-image has to be told of the reflection of one module, in the form of its
 * {@code reachability-metadata.json}. Each entry holds as soon as the class that needs it is used.
 */
final class Reachability {

  private static final String FIELDS = "allPublicFields";
  private static final String DECLARED_FIELDS = "allDeclaredFields";
  private static final String METHODS = "allPublicMethods";

  /** Tests run on a JVM; what native tests need is up to JUnit. Models are docker-java's own. */
  private static final Set<String> NOTHING_TO_TELL =
      Set.of(
          "io.containerrun.engine.dockerjava.Models",
          "io.containerrun.engine.dockerjava.Models$Exact",
          "io.containerrun.engine.junit.EngineExtension",
          "io.containerrun.engine.junit.ServiceGroup",
          "io.containerrun.engine.testcontainers.CalledVersion",
          "io.containerrun.engine.testcontainers.InspectModel",
          "io.containerrun.engine.testcontainers.InspectModel$UnknownNames");

  /** The classes by which a class finds out whether its dependency is there. */
  private static final Map<String, String> OPTIONAL =
      new TreeMap<>(
          Map.of(
              "io.containerrun.engine.dockerjava.DockerJava",
              "com.github.dockerjava.api.DockerClient",
              "io.containerrun.engine.dockerjava.DockerJavaConfig",
              "com.github.dockerjava.core.DockerClientConfig",
              "io.containerrun.engine.dockerjava.DockerJavaTransport",
              "com.github.dockerjava.transport.DockerHttpClient",
              "io.containerrun.engine.testcontainers.TestcontainersRuns",
              "org.testcontainers.containers.GenericContainer"));

  private final Map<String, ConstantPool> classes;
  private final Map<String, List<Map<String, Object>>> entries = new TreeMap<>();

  private Reachability(Map<String, ConstantPool> classes) {
    this.classes = classes;
  }

  /** Of the module with these classes. A class that uses reflection has to be known here. */
  static String of(Map<String, ConstantPool> classes) throws Exception {
    Reachability reachability = new Reachability(classes);
    for (String type : Reflection.in(classes).keySet()) {
      reachability.describe(type);
    }
    return reachability.json();
  }

  private void describe(String caller) throws Exception {
    switch (caller) {
      case "io.containerrun.Catalogue" -> withAll(caller, FIELDS, groups());
      case "io.containerrun.JavaCode" -> withAll(caller, METHODS, groups());
      // Both serve JavaCode alone, which is used before them.
      case "io.containerrun.internal.code.Expression" ->
          withAll("io.containerrun.JavaCode", METHODS, values());
      case "io.containerrun.internal.code.RightsCode" ->
          withAll("io.containerrun.JavaCode", METHODS, List.of());
      case "io.containerrun.internal.rules.Rules" -> withAll(caller, DECLARED_FIELDS, rules());
      case "io.containerrun.engine.info.RecordText" ->
          withAll(caller, METHODS, callers(caller + ".of"));
      case "io.containerrun.engine.internal.handle.ProgressBar" ->
          with(caller, "java.io.Console", List.of(method("isTerminal")));
      case "io.containerrun.engine.internal.handle.JvmSignal" -> signals(caller);
      case "io.containerrun.engine.internal.util.Threads" -> virtualThreads(caller);
      case "io.containerrun.engine.internal.util.OptionalDependency" -> dependencies(caller);
      default ->
          check(NOTHING_TO_TELL.contains(caller), caller + " uses reflection: describe it here");
    }
  }

  private static void check(boolean holds, String problem) {
    if (!holds) {
      throw new AssertionError(problem);
    }
  }

  /** The run and the interfaces from which it inherits the options and their methods. */
  private static List<String> groups() {
    List<String> groups = new ArrayList<>(List.of(ContainerRun.class.getName()));
    Arrays.stream(ContainerRun.class.getInterfaces()).map(Class::getName).forEach(groups::add);
    return groups;
  }

  /** Code of values is made of the public methods of their types. */
  private List<String> values() throws Exception {
    String start = Size.class.getPackageName() + ".";
    List<String> values =
        named(type -> type.getName().startsWith(start) && Modifier.isPublic(type.getModifiers()));
    values.add(Duration.class.getName());
    return values;
  }

  private List<String> rules() throws Exception {
    String rule = "io.containerrun.internal.rules.Rule";
    return named(
        type ->
            type.getName().startsWith(rule.substring(0, rule.lastIndexOf('.')))
                && Arrays.stream(type.getDeclaredFields())
                    .anyMatch(
                        field ->
                            Modifier.isStatic(field.getModifiers())
                                && field.getType().getName().equals(rule)));
  }

  private List<String> named(Predicate<Class<?>> wanted) throws Exception {
    List<String> names = new ArrayList<>();
    for (String name : classes.keySet()) {
      if (wanted.test(Class.forName(name, false, Reachability.class.getClassLoader()))) {
        names.add(name);
      }
    }
    return names;
  }

  private List<String> callers(String method) {
    return classes.keySet().stream()
        .filter(name -> classes.get(name).calls().contains(method))
        .toList();
  }

  private void signals(String caller) {
    String signal = "sun.misc.Signal";
    String handler = "sun.misc.SignalHandler";
    with(
        caller,
        signal,
        List.of(method("<init>", "java.lang.String"), method("handle", signal, handler)));
    entry(caller, handler);
    entry(caller, Map.of("proxy", List.of(handler)));
  }

  private void virtualThreads(String caller) {
    with(caller, "java.lang.Thread", List.of(method("ofVirtual")));
    with(
        caller,
        "java.lang.Thread$Builder$OfVirtual",
        List.of(method("factory"), method("name", "java.lang.String", "long")));
    with(
        caller,
        "java.util.concurrent.Executors",
        List.of(method("newThreadPerTaskExecutor", "java.util.concurrent.ThreadFactory")));
  }

  private void dependencies(String caller) {
    check(
        Set.copyOf(callers(caller + ".require")).equals(OPTIONAL.keySet()),
        "who requires a dependency is not who is described here");
    OPTIONAL.forEach(this::entry);
  }

  private static Map<String, Object> method(String name, String... parameters) {
    Map<String, Object> method = new LinkedHashMap<>();
    method.put("name", name);
    method.put("parameterTypes", List.of(parameters));
    return method;
  }

  private void with(String caller, String type, List<Map<String, Object>> methods) {
    entry(caller, type).put("methods", methods);
  }

  private void withAll(String caller, String what, List<String> types) {
    types.forEach(type -> entry(caller, type).put(what, true));
  }

  private Map<String, Object> entry(String caller, Object type) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("condition", Map.of("typeReached", caller));
    entry.put("type", type);
    entries.computeIfAbsent(caller, it -> new ArrayList<>()).add(entry);
    return entry;
  }

  /** One entry a line, so that a difference is one of lines. */
  private String json() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines = new ArrayList<>();
    for (List<Map<String, Object>> some : entries.values()) {
      for (Map<String, Object> entry : some) {
        lines.add("    " + json.writeValueAsString(entry));
      }
    }
    return "{\n  \"reflection\": [\n" + String.join(",\n", lines) + "\n  ]\n}\n";
  }
}
