package io.containerrun.engine.testing;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a main class of the tests in a Java process of its own. */
public final class ChildJvm {

  private ChildJvm() {}

  /**
   * Runs a main class to its end.
   *
   * @param environment what differs from the environment of this process
   * @return what it wrote, without lines of SLF4J
   */
  public static String run(Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", classPath(main.getClassLoader()), main.getName()));
    line.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().filter(it -> !it.startsWith("SLF4J")).collect(Collectors.joining("\n"));
  }

  /** Some runners of tests load the classes themselves. */
  private static String classPath(ClassLoader loader) {
    Stream<String> loaded =
        loader instanceof URLClassLoader own
            ? Arrays.stream(own.getURLs()).map(URL::getPath)
            : Stream.empty();
    return Stream.concat(loaded, Stream.of(System.getProperty("java.class.path")))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
