package io.containerrun.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents show and point to is there. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern REGION =
      Pattern.compile("// region [a-z-]+\\n(.*?)\\n *// endregion", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");

  @ParameterizedTest
  @CsvSource({"java, .java", "kotlin, .kt"})
  void everyBlockOfCodeIsARegionOfAnExample(String language, String ending) throws IOException {
    List<String> regions = new ArrayList<>();
    for (Path source : files(Path.of("src"), ending)) {
      Matcher region = REGION.matcher(Files.readString(source));
      while (region.find()) {
        regions.add(region.group(1).stripTrailing().stripIndent().strip());
      }
    }
    Pattern fence = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL);
    List<String> quoted = new ArrayList<>();
    for (Path document : documents()) {
      Matcher block = fence.matcher(Files.readString(document));
      while (block.find()) {
        quoted.add(block.group(1).strip());
      }
    }
    assertThat(quoted).isNotEmpty();
    assertThat(regions).containsAll(quoted);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        assertThat(document.resolveSibling(link.group(1))).as("link in %s", document).exists();
      }
    }
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThan(120);
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(files(ROOT.resolve("src-docs"), ".md"));
    documents.add(ROOT.resolve("README.md"));
    documents.add(ROOT.resolve("CONTRIBUTING.md"));
    return documents;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(ending)).toList();
    }
  }
}
