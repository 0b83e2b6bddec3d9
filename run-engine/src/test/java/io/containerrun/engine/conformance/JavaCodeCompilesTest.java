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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
  void forEveryRecordedCase() throws Exception {
    List<ContainerRun> runs = recorded();
    assertThat(runs).hasSizeGreaterThan(1_000);
    assertThat(compiledAgain(runs)).isEqualTo(runs);
  }

  private static List<ContainerRun> recorded() throws IOException {
    List<ContainerRun> runs = new ArrayList<>();
    for (ConformanceCase each : ConformanceTest.cases()) {
      try {
        runs.add(ContainerRun.parse(each.arguments()));
      } catch (CommandLineException refused) {
        assertThat(refused).hasMessageNotContaining("Exception");
      }
    }
    return runs;
  }

  /** Calls with docker's text where the type has factories, and why none of them serves. */
  private static final Map<String, String> TEXT_FORMS =
      Map.ofEntries(
          Map.entry("securityOpt(\"no-new-privileges:true\")", "the colon is sent as typed"),
          Map.entry("securityOpt(\"no-new-privileges:\")", "the colon is sent as typed"),
          Map.entry("securityOpt(\"apparmor:unconfined\")", "the colon is sent as typed"),
          Map.entry("securityOpt(\"label:disable\")", "the colon is sent as typed"),
          Map.entry("securityOpt(\"foo=bar\")", "a key that is unknown"),
          Map.entry("securityOpt(\"bar=baz\")", "a key that is unknown"),
          Map.entry("securityOpt(\"=x\")", "a key that is unknown"),
          Map.entry(
              "device(\"relative:/absolute-path\")", "a path of the host that is not absolute"),
          Map.entry("restart(\"anything:123\")", "a policy that engines refuse"),
          Map.entry("restart(\"negative:-123\")", "a policy that engines refuse"),
          Map.entry("restart(\"on-failure:-1\")", "a policy that engines refuse"),
          Map.entry("restart(\"no:3\")", "a policy that engines refuse"),
          Map.entry("restart(\"bogus\")", "a policy that engines refuse"),
          Map.entry("restart(\"ALWAYS\")", "a policy that engines refuse"),
          Map.entry("deviceReadIops(\"/dev/sda:18446744073709551615\")", "no long holds it"),
          Map.entry("deviceWriteIops(\"/dev/sda:18446744073709551615\")", "no long holds it"),
          Map.entry("mount(\"type=tmpfs,source=x,target=/t\")", "a source that tmpfs has not"),
          Map.entry("mount(\"type=bogus,target=/b\")", "a type that is unknown"),
          Map.entry("mount(\"type=devpts,target=/dev/pts\")", "a type that is unknown"),
          Map.entry("ipc(\"container:\")", "a mode that engines refuse"),
          Map.entry("gpus(\"count=all,device=0\")", "engines take a count or devices"));

  private static final Pattern TEXT_FORM =
      Pattern.compile(
          "(?m)^ *\\.((?:blkioWeightDevice|cgroupns|device|device\\w+ps|expose|gpus|health[IST]\\w+"
              + "|io\\w+|ipc|kernelMemory|link|memory\\w*|mount|network|pid|publish|restart"
              + "|securityOpt|shmSize|stopTimeout|tmpfs|ulimit|userns|uts|volume)"
              + "\\(\"(?:[^\"\\\\]|\\\\.)*\"\\))");

  @Test
  void isTypedButForTwoLinesInAHundred() throws Exception {
    List<ContainerRun> runs = recorded();
    int lines = 0;
    Set<String> calls = new TreeSet<>();
    for (ContainerRun run : runs) {
      String code = run.toJava();
      assertThat(code).doesNotContain(".parse(");
      List<String> found = TEXT_FORM.matcher(code).results().map(match -> match.group(1)).toList();
      calls.addAll(found);
      lines += found.isEmpty() ? 0 : 1;
    }
    assertThat(calls).containsExactlyInAnyOrderElementsOf(TEXT_FORMS.keySet());
    assertThat(lines).isLessThanOrEqualTo(runs.size() * 2 / 100);
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
