package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.junit.Service;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;

/** The code of the guide to Kotlin compiles without a warning, and runs. */
class KotlinIT {

  private static final Path KOTLIN = Path.of("target", "kotlin");

  @TempDir static Path compiled;
  private static URLClassLoader loader = new URLClassLoader(new URL[0]);

  private record Compilation(int exitCode, String said) {}

  @BeforeAll
  static void compileTheGuide() throws Exception {
    Compilation guide = compile(Path.of("src", "test", "kotlin"), compiled);
    assertThat(guide.exitCode()).as(guide.said()).isZero();
    List<URL> urls = new ArrayList<>(List.of(compiled.toUri().toURL()));
    for (Path library : libraries()) {
      urls.add(library.toUri().toURL());
    }
    loader = new URLClassLoader(urls.toArray(URL[]::new), KotlinIT.class.getClassLoader());
  }

  @AfterAll
  static void closeTheClasses() throws Exception {
    loader.close();
  }

  private static Compilation compile(Path sources, Path output) throws Exception {
    List<String> classpath = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    libraries().forEach(library -> classpath.add(library.toString()));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                KOTLIN + File.separator + "*",
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-Werror",
                "-jvm-target",
                "17",
                "-cp",
                String.join(File.pathSeparator, classpath),
                "-d",
                output.toString(),
                sources.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Compilation(process.waitFor(), said);
  }

  /** What a program in Kotlin has beside the compiler. */
  private static List<Path> libraries() throws Exception {
    try (Stream<Path> jars = Files.list(KOTLIN)) {
      return jars.filter(jar -> jar.getFileName().toString().matches("kotlin(-stdlib|x-).*"))
          .toList();
    }
  }

  /** JSpecify says of each type whether it may be null, and the compiler believes it. */
  @Test
  void nullIsAnErrorOfTheCompiler(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("Nothing.kt");
    Files.writeString(source, "fun run(image: String?) = io.containerrun.ContainerRun.of(image)\n");
    Compilation refused = compile(source, folder);
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.said()).contains("actual type is 'String?', but 'String' was expected");
  }

  @Test
  void theServiceOfATestIsFound() throws Exception {
    Class<?> test = loader.loadClass("io.containerrun.examples.GreetingTest");
    assertThat(
            AnnotationSupport.findAnnotatedFieldValues(
                test, RegisterExtension.class, Service.class))
        .hasSize(1);
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "CONTAINERRUN_REQUIRE_ENGINE",
      matches = "true",
      disabledReason = "./verify makes sure of an engine and of the images of the examples")
  void theGuideRuns() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      loader.loadClass("io.containerrun.examples.KotlinGuideKt").getMethod("main").invoke(null);
    } finally {
      System.setOut(console);
    }
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            hello
            line 1
            line 2
            line 3
            0
            1
            greeting
            ready
            64m unnamed false
            up to 5 restarts
            docker run --memory 128m --mount type=bind,source=/etc/conf,target=/conf,readonly \
            --mount type=bind,source=/etc/certs,target=/certs,readonly --read-only \
            --restart on-failure:5 alpine:3
            [one, one, one]
            null
            0
            """);
  }
}
