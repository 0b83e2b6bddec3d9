package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever changes for users shows as a difference of {@code src-docs/api.txt}. */
class PublicApiTest {

  private static final Path LISTING = Path.of("../src-docs/api.txt");

  private static final List<String> EVERYWHERE = List.of("equals", "hashCode", "toString");

  private final TreeSet<String> lines = new TreeSet<>();

  @Test
  void theListingIsFresh() throws Exception {
    list(ContainerRun.class, "io/containerrun");
    list(ContainerRun.class, "io/containerrun/value");
    list(Engine.class, "io/containerrun/engine");
    list(Engine.class, "io/containerrun/engine/dockerjava");
    list(Engine.class, "io/containerrun/engine/info");
    list(Engine.class, "io/containerrun/engine/junit");
    list(Engine.class, "io/containerrun/engine/testcontainers");
    String listing = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(LISTING, listing);
    }
    assertThat(LISTING).as("run mvn test -Dgolden.update=true").hasContent(listing);
  }

  private void list(Class<?> anchor, String folder) throws Exception {
    Path home = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(home)) {
      list(home.resolve(folder));
    } else {
      try (FileSystem jar = openJar(home)) {
        list(jar.getPath(folder));
      }
    }
  }

  private static FileSystem openJar(Path jar) throws IOException, URISyntaxException {
    return FileSystems.newFileSystem(new URI("jar:" + jar.toUri()), java.util.Map.of());
  }

  private void list(Path folder) throws Exception {
    String packageName =
        folder.toString().replaceAll(".*(?=io.containerrun)", "").replace('/', '.');
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".class", "");
      if (!name.endsWith("-info")) {
        Class<?> type = Class.forName(packageName + "." + name);
        if (isPublic(type)) {
          list(type);
        }
      }
    }
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
  }

  private void list(Class<?> type) {
    String name = type.getName();
    lines.add(name + " : " + kind(type) + superTypes(type));
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        lines.add(name + "." + field.getName() + " : " + shown(field.getGenericType()));
      }
    }
    for (Constructor<?> constructor : type.getConstructors()) {
      lines.add(name + ".new" + parameters(constructor));
    }
    for (Method method : type.getDeclaredMethods()) {
      boolean everywhere = EVERYWHERE.contains(method.getName());
      if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic() && !everywhere) {
        String isStatic = Modifier.isStatic(method.getModifiers()) ? "static " : "";
        String result = " : " + isStatic + shown(method.getGenericReturnType());
        lines.add(name + "." + method.getName() + parameters(method) + result);
      }
    }
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "annotation";
    }
    return type.isRecord()
        ? "record"
        : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
  }

  private static String superTypes(Class<?> type) {
    Stream<Type> above =
        Stream.concat(
            Stream.ofNullable(type.getGenericSuperclass()),
            Arrays.stream(type.getGenericInterfaces()));
    return above
        .filter(it -> it != Object.class)
        .map(it -> " " + shown(it))
        .collect(Collectors.joining());
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getGenericParameterTypes())
        .map(PublicApiTest::shown)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String shown(Type type) {
    return type.getTypeName()
        .replaceAll("io\\.containerrun\\.(?:value\\.|engine\\.)?(?=[A-Z])", "")
        .replaceAll("java\\.(?:lang|util|time|nio\\.file|io|math)\\.(?=[A-Z])", "");
  }
}
