package io.containerrun.examples.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A jar of this build that is published.
 *
 * @param module its module in this build
 * @param classifier {@code -sources}, {@code -javadoc}, or nothing
 */
record BuiltJar(String module, String classifier) {

  static final Path ROOT = Path.of("..");

  private static final Pattern VERSION =
      Pattern.compile("<artifactId>containerrun</artifactId>\\s*<version>([^<]+)</version>");

  static Stream<BuiltJar> all() {
    return Stream.of("run-api", "run-engine")
        .flatMap(
            module ->
                Stream.of("", "-sources", "-javadoc")
                    .map(classifier -> new BuiltJar(module, classifier)));
  }

  static List<BuiltJar> ofClasses() {
    return all().filter(jar -> jar.classifier.isEmpty()).toList();
  }

  static String version() throws IOException {
    Matcher version = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(version.find()).as("version in pom.xml").isTrue();
    return version.group(1);
  }

  /** The parts of a class path. */
  static List<String> paths(String classpath) {
    return List.of(classpath.split(File.pathSeparator, -1));
  }

  Path file() throws IOException {
    String name = module + "-" + version() + classifier + ".jar";
    Path file = ROOT.resolve(module).resolve("target").resolve(name);
    assertThat(file).as("made by mvn package").exists();
    return file;
  }

  @Override
  public String toString() {
    return module + classifier;
  }
}
