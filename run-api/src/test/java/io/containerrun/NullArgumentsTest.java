package io.containerrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.containerrun.value.Size;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Null is refused where it is given: a value that holds one fails later, or says {@code null} to an
 * engine.
 */
@SuppressWarnings("NullAway") // null on purpose
class NullArgumentsTest {

  private static final ContainerRun RUN = ContainerRun.of("alpine");

  private static final Map<Class<?>, Object> SAMPLES =
      Map.ofEntries(
          Map.entry(String.class, "x"),
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(double.class, 1.0),
          Map.entry(boolean.class, true),
          Map.entry(Duration.class, Duration.ofSeconds(1)),
          Map.entry(Path.class, Path.of("x")),
          Map.entry(Size.class, Size.mebibytes(1)),
          Map.entry(List.class, List.of()),
          Map.entry(Map.class, Map.of()),
          Map.entry(Set.class, Set.of()),
          Map.entry(ApiVersion.class, ApiVersion.parse("1.41")),
          Map.entry(Option.class, ContainerRun.MEMORY),
          Map.entry(ContainerRun.class, RUN));

  @Test
  void areRefused() throws Exception {
    Map<String, String> taken = new LinkedHashMap<>();
    int looked = 0;
    for (Class<?> type : publicTypes()) {
      for (Executable executable : callable(type)) {
        for (Object[] arguments : withOneNull(executable.getParameterTypes())) {
          looked++;
          Throwable failure = catchThrowable(() -> call(executable, arguments));
          if (!(failure instanceof NullPointerException)
              && !(failure instanceof IllegalArgumentException)) {
            taken.put(executable + " " + Arrays.toString(arguments), String.valueOf(failure));
          }
        }
      }
    }
    assertThat(taken).isEmpty();
    assertThat(looked).isGreaterThan(250);
  }

  private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
    var source = ContainerRun.class.getProtectionDomain().getCodeSource();
    Path classes = Path.of(source.getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes.resolve("io"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".class")).sorted().toList()) {
        String name = classes.relativize(file).toString().replaceFirst("\\.class$", "");
        if (!name.endsWith("package-info")) {
          types.add(named(name.replace(file.getFileSystem().getSeparator(), ".")));
        }
      }
    }
    types.removeIf(it -> !Modifier.isPublic(it.getModifiers()));
    types.removeIf(Throwable.class::isAssignableFrom);
    return types;
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Executable> callable(Class<?> type) {
    List<Executable> all = new ArrayList<>(List.of(type.getConstructors()));
    for (Method method : type.getMethods()) {
      boolean ofARun = type == ContainerRun.class && !method.getName().equals("equals");
      boolean ours = method.getDeclaringClass() != Object.class && !method.isBridge();
      if (ours && (ofARun || Modifier.isStatic(method.getModifiers()))) {
        all.add(method);
      }
    }
    return all;
  }

  /** None where a sample is missing for another parameter. */
  private static List<Object[]> withOneNull(Class<?>[] types) {
    Object[] samples = Arrays.stream(types).map(NullArgumentsTest::sample).toArray();
    List<Object[]> all = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      Object[] arguments = samples.clone();
      arguments[i] = "";
      if (!types[i].isPrimitive() && !Arrays.asList(arguments).contains(null)) {
        arguments[i] = null;
        all.add(arguments);
      }
    }
    return all;
  }

  private static Object sample(Class<?> type) {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    return type == Optional.class ? Optional.empty() : SAMPLES.get(type);
  }

  private static void call(Executable executable, Object[] arguments) throws Throwable {
    try {
      if (executable instanceof Method method) {
        method.invoke(RUN, arguments);
      } else {
        ((java.lang.reflect.Constructor<?>) executable).newInstance(arguments);
      }
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
