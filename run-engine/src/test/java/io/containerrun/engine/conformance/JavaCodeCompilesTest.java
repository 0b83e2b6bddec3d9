package io.containerrun.engine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.CommandLineException;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java code of a run compiles, and makes an equal run. */
class JavaCodeCompilesTest {

  /** How many runs share a generated class; a class has room for 64 KiB of constants. */
  private static final int RUNS_OF_A_CLASS = 50;

  @TempDir Path folder;

  @Test
  void forTheExampleOfEveryOption() throws Exception {
    List<ContainerRun> runs = new ArrayList<>();
    for (Option<?> option : Option.all()) {
      runs.add(ContainerRun.of("alpine").withText(option, option.example()));
    }
    assertThat(compiledAgain(runs)).isEqualTo(runs);
  }

  @Test
  void forEveryFourthRecordedCase() throws Exception {
    List<ContainerRun> runs = new ArrayList<>();
    List<ConformanceCase> cases = ConformanceTest.cases();
    for (int i = 0; i < cases.size(); i += 4) {
      try {
        runs.add(ContainerRun.parse(cases.get(i).arguments()));
      } catch (CommandLineException refused) {
        assertThat(refused).hasMessageNotContaining("Exception");
      }
    }
    assertThat(runs).hasSizeGreaterThan(250);
    assertThat(compiledAgain(runs)).isEqualTo(runs);
  }

  private List<ContainerRun> compiledAgain(List<ContainerRun> runs) throws Exception {
    List<Path> sources = new ArrayList<>();
    for (int first = 0; first < runs.size(); first += RUNS_OF_A_CLASS) {
      int end = Math.min(first + RUNS_OF_A_CLASS, runs.size());
      sources.add(write("Runs" + sources.size(), runs.subList(first, end)));
    }
    compile(sources);
    List<ContainerRun> made = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (int i = 0; i < sources.size(); i++) {
        Object all = loader.loadClass("Runs" + i).getMethod("all").invoke(null);
        ((List<?>) all).forEach(run -> made.add((ContainerRun) run));
      }
    }
    return made;
  }

  private Path write(String name, List<ContainerRun> runs) throws IOException {
    StringBuilder source =
        new StringBuilder(
            """
            import io.containerrun.*;
            import io.containerrun.value.*;
            import java.math.BigInteger;
            import java.time.Duration;
            import java.util.*;

            @SuppressWarnings("deprecation")
            public class %s {
              public static List<ContainerRun> all() {
                List<ContainerRun> all = new ArrayList<>();
            """
                .formatted(name));
    for (ContainerRun run : runs) {
      source.append("{\n").append(run.toJava()).append("\nall.add(run);\n}\n");
    }
    return Files.writeString(folder.resolve(name + ".java"), source.append("return all;\n}\n}\n"));
  }

  private void compile(List<Path> sources) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path api =
        Path.of(ContainerRun.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  problems,
                  files,
                  null,
                  List.of("-cp", api.toString(), "-d", folder.toString(), "-nowarn"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(problems.toString()).isTrue();
    }
  }
}
