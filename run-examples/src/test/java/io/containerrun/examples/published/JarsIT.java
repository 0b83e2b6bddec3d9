package io.containerrun.examples.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the jars besides the classes. */
class JarsIT {

  static Stream<BuiltJar> jars() {
    return BuiltJar.all();
  }

  @ParameterizedTest
  @MethodSource("jars")
  void eachHasTheLicenseAndItsVersion(BuiltJar built) throws IOException {
    try (JarFile jar = new JarFile(built.file().toFile())) {
      for (String name : List.of("LICENSE", "NOTICE")) {
        JarEntry entry = jar.getJarEntry("META-INF/" + name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream content = jar.getInputStream(entry)) {
          assertThat(content).hasBinaryContent(Files.readAllBytes(BuiltJar.ROOT.resolve(name)));
        }
      }
      Attributes manifest = jar.getManifest().getMainAttributes();
      String version = BuiltJar.version();
      assertThat(manifest.getValue("Implementation-Title")).startsWith("ContainerRun ");
      assertThat(manifest.getValue("Implementation-Version")).isEqualTo(version);
      assertThat(version).startsWith(manifest.getValue("Specification-Version") + ".");
    }
  }

  /** Otherwise two builds of the same sources would differ. */
  @ParameterizedTest
  @MethodSource("jars")
  void noEntryKnowsWhenItWasMade(BuiltJar built) throws IOException {
    try (JarFile jar = new JarFile(built.file().toFile())) {
      assertThat(jar.stream().map(JarEntry::getTimeLocal).distinct())
          .containsExactly(LocalDateTime.of(2026, 11, 1, 0, 0));
    }
  }

  @Test
  void theModulesHaveTheVersionAndExportOnlyWhatIsPublic() throws IOException {
    for (BuiltJar built : BuiltJar.ofClasses()) {
      ModuleDescriptor module =
          ModuleFinder.of(built.file()).findAll().iterator().next().descriptor();
      assertThat(module.rawVersion()).contains(BuiltJar.version());
      assertThat(module.name()).isEqualTo(built.module().replace("run-", "io.containerrun."));
      assertThat(module.exports())
          .isNotEmpty()
          .noneMatch(export -> export.source().contains("internal"));
      assertThat(module.opens()).isEmpty();
    }
  }

  @Test
  void nativeImageFindsItsMetadata() throws IOException {
    for (BuiltJar built : BuiltJar.ofClasses()) {
      String folder = "META-INF/native-image/io.containerrun/" + built.module();
      try (JarFile jar = new JarFile(built.file().toFile())) {
        assertThat(jar.getEntry(folder + "/reachability-metadata.json")).isNotNull();
      }
    }
  }

  /** So that code completion shows names where the sources are not at hand. */
  @Test
  void publicParametersHaveNames() throws Exception {
    List<String> nameless = new ArrayList<>();
    int named = 0;
    try (URLClassLoader loader = loader()) {
      for (Class<?> type : publicTypes(loader)) {
        Stream<Executable> members =
            Stream.concat(
                Arrays.stream(type.getConstructors()), Arrays.stream(type.getDeclaredMethods()));
        for (Executable member : members.filter(it -> !it.isSynthetic()).toList()) {
          for (Parameter parameter : member.getParameters()) {
            named += parameter.isNamePresent() ? 1 : 0;
            if (!parameter.isNamePresent()) {
              nameless.add(member + " " + parameter);
            }
          }
        }
      }
    }
    assertThat(nameless).isEmpty();
    assertThat(named).isGreaterThan(1_000);
  }

  /** The jars first: the folders of classes beside them would do as well, but are not published. */
  private static URLClassLoader loader() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (BuiltJar built : BuiltJar.ofClasses()) {
      urls.add(url(built.file()));
    }
    for (String path : BuiltJar.paths(System.getProperty("java.class.path"))) {
      urls.add(url(Path.of(path)));
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  private static List<Class<?>> publicTypes(ClassLoader loader) throws Exception {
    List<Class<?>> types = new ArrayList<>();
    for (BuiltJar built : BuiltJar.ofClasses()) {
      try (JarFile jar = new JarFile(built.file().toFile())) {
        List<String> names =
            jar.stream()
                .map(JarEntry::getName)
                .filter(
                    name -> name.matches("io/.*(?<!-info)\\.class") && !name.contains("internal"))
                .map(name -> name.replace(".class", "").replace('/', '.'))
                .toList();
        for (String name : names) {
          Class<?> type = Class.forName(name, false, loader);
          assertThat(type.getProtectionDomain().getCodeSource().getLocation())
              .isEqualTo(url(built.file()));
          if (java.lang.reflect.Modifier.isPublic(type.getModifiers())) {
            types.add(type);
          }
        }
      }
    }
    return types;
  }
}
