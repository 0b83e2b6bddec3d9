package io.containerrun.engine.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoreFileTest {

  @ParameterizedTest
  @CsvSource({
    "target, target, true",
    "target, target/a/b, true",
    "target, module/target, false",
    "/target/, target/a, true",
    "./a//b/../c, a/c, true",
    "*.md, a.md, true",
    "*.md, docs/a.md, false",
    "*/*.md, docs/a.md, true",
    "**/*.md, a.md, true",
    "**/*.md, x/y/a.md, true",
    "**/target, a/b/target/c, true",
    "a/**, a, false",
    "a/**, a/b/c, true",
    "a/**/z, a/z, true",
    "a/**/z, a/b/c/z, true",
    "a/**/z, a/bz, false",
    "temp?, temp1, true",
    "temp?, temp, false",
    "temp?, temp/x, false",
    "[a-c]x, bx, true",
    "[a-c]x, dx, false",
    "[^a-c]x, dx, true",
    "\\*, '*', true",
    "\\*, a, false",
    "a.b, axb, false",
    "a+(b), a+(b), true",
    "*, anything/below, true",
    "**/a, b/a/c, true",
    "**/a, b/ab, false",
    "**/a/*.tmp, x/a/y.tmp, true",
    "**/a/*.tmp, a/y.tmp/z, true",
    "**/a/*.tmp, x/y.tmp, false",
    "a/**/b/**/c, a/x/b/y/z/c/d, true",
    "a/**/b/**/c, a/x/c/b, false",
    "**/**/x?, y/xz, true",
    "[^a], \ud83d\ude00, true",
    "\ud83d\ude00?, \ud83d\ude00\ud83d\ude00, true",
  })
  void matchesAsDockerDoes(String pattern, String path, boolean ignored) {
    assertThat(IgnoreFile.parse(pattern).ignores(path)).isEqualTo(ignored);
  }

  @Test
  void theLastRuleThatMatchesDecides() {
    IgnoreFile file = IgnoreFile.parse("*.md\n!README*.md\nREADME-secret.md");
    assertThat(file.ignores("a.md")).isTrue();
    assertThat(file.ignores("README.md")).isFalse();
    assertThat(file.ignores("README-secret.md")).isTrue();
    assertThat(IgnoreFile.parse("*.md\nREADME-secret.md\n!README*.md").ignores("README-secret.md"))
        .isFalse();
  }

  @Test
  void commentsBlankLinesAndTheMarkOfUtf8AreNoPatterns() {
    IgnoreFile file = IgnoreFile.parse("\ufeff# a comment\r\n\r\n  a  \r\n");
    assertThat(file.ignores("a")).isTrue();
    assertThat(file.ignores("# a comment")).isFalse();
  }

  @Test
  void whatTheEngineNeedsIsNeverIgnored() {
    IgnoreFile file = IgnoreFile.parse("*\n", ".dockerignore", "build/Dockerfile");
    assertThat(file.ignores(".dockerignore")).isFalse();
    assertThat(file.ignores("build/Dockerfile")).isFalse();
    assertThat(file.ignores("build/other")).isTrue();
    assertThat(file.mayIncludeBelow("build")).isTrue();
  }

  @Test
  void aFolderIsLookedIntoOnlyWhereSomethingMayBeTakenIn() {
    IgnoreFile file = IgnoreFile.parse("*\n!a/b/c\n!d/*.txt\n", "Dockerfile");
    assertThat(file.mayIncludeBelow("a")).isTrue();
    assertThat(file.mayIncludeBelow("a/b")).isTrue();
    assertThat(file.mayIncludeBelow("d")).isTrue();
    assertThat(file.mayIncludeBelow("node_modules")).isFalse();
    assertThat(IgnoreFile.parse("*\n!**/*.txt").mayIncludeBelow("node_modules")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "[a", "a[]"})
  void refusesWhatIsNoPattern(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IgnoreFile.parse(line))
        .withMessageContaining(".dockerignore: '" + line + "' is not a pattern");
  }

  @Test
  @Timeout(60)
  void noPatternTakesLongerThanItIsLong() {
    IgnoreFile file =
        IgnoreFile.parse("*a*a*a*a*a*a*a*a*a*a*b\n**/a/**/a/**/a/**/a/**/a/**/a/**/b");
    assertThat(file.ignores("a".repeat(255))).isFalse();
    assertThat(file.ignores("a/".repeat(1_000) + "a")).isFalse();
    assertThat(file.ignores("a/".repeat(1_000) + "b")).isTrue();
  }

  @Test
  @Timeout(60)
  void manyPatternsAreLookedUp() {
    String patterns =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "path/to/" + i + "\n**/name" + i + "\n!path/to/" + i + "/kept/*.txt\n")
            .collect(Collectors.joining());
    IgnoreFile file = IgnoreFile.parse(patterns);
    for (int i = 0; i < 100; i++) {
      assertThat(file.ignores("path/to/" + i + "/file")).isTrue();
      assertThat(file.ignores("path/to/" + i + "/kept/a.txt")).isFalse();
      assertThat(file.ignores("any/where/name" + i + "/file")).isTrue();
      assertThat(file.mayIncludeBelow("path/to/" + i)).isTrue();
      assertThat(file.mayIncludeBelow("any/" + i)).isFalse();
    }
  }
}
