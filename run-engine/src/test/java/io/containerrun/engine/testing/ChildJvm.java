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
import java.util.regex.Pattern;
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
    return run(classPath(main.getClassLoader()), main, environment, arguments);
  }

  /**
   * Runs a main class with other versions of libraries.
   *
   * @param without the names of archives that are left out
   * @param folder of archives that are added; nothing is if it does not exist
   */
  public static String run(Class<?> main, String without, Path folder)
      throws IOException, InterruptedException {
    Pattern leftOut = Pattern.compile(without);
    Stream<String> kept =
        Arrays.stream(classPath(main.getClassLoader()).split(File.pathSeparator))
            .filter(it -> !leftOut.matcher(new File(it).getName()).matches());
    Stream<String> added =
        Stream.ofNullable(folder.toFile().listFiles()).flatMap(Arrays::stream).map(File::getPath);
    String path = Stream.concat(kept, added).collect(Collectors.joining(File.pathSeparator));
    return run(path, main, Map.of());
  }

  private static String run(
      String classPath, Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", classPath, main.getName()));
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
