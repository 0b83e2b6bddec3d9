package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceExamplesTest {

  private static final Path SOURCE =
      Path.of("src/main/java/io/containerrun/examples/ReferenceExamples.java");
  private static final Path PAGE = Path.of("../src-docs/reference-examples.md");

  /** A chapter's comment, or an example: its line, maybe in two parts, and the Java. */
  private static final Pattern PART =
      Pattern.compile(
          "  /\\*\\* (?<chapter>[^*\\n]+)\\. \\*/\\n  private void"
              + "|\\n    example\\(\\s*\"(?<line>[^;]*?)\",\\s(?<java>[^;]*)\\);");

  private static final String HEAD =
      """
      # The 1.12 reference, typed

      The examples of the classic `docker run` reference, each as Java beside its line. The Java is compiled, and a test
      holds that the line reads to an equal run. This page is written from `ReferenceExamples` in `run-examples`: `mvn
      test -Dgolden.update=true` writes it anew.
      """;

  static Iterable<Map.Entry<String, ContainerRun>> examples() {
    return ReferenceExamples.all().entrySet();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theLineReadsToTheTypedRun(Map.Entry<String, ContainerRun> example) {
    assertThat(ContainerRun.parse(example.getKey())).isEqualTo(example.getValue());
  }

  @Test
  void thePageIsFresh() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    int found = 0;
    Matcher part = PART.matcher(Files.readString(SOURCE));
    while (part.find()) {
      if (part.group("chapter") != null) {
        page.append("\n## ").append(part.group("chapter")).append('\n');
      } else {
        found++;
        String line = part.group("line").replaceAll("\"\\s*\\+ \"", "");
        String java = part.group("java").strip().replaceAll("(?m)^ {8}", "");
        page.append("\n```\n").append(line).append("\n```\n");
        page.append("```\n").append(java).append("\n```\n");
      }
    }
    assertThat(found).isEqualTo(ReferenceExamples.all().size());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run mvn test -Dgolden.update=true").hasContent(page.toString());
  }
}
