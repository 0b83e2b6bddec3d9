package io.containerrun.examples.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of both modules as one, made by {@code support/javadoc}. */
class JavadocIT {

  private static final Pattern LINK_TO_API =
      Pattern.compile("href=\"([./]+/io\\.containerrun\\.api/[^\"#]+\\.html)[\"#]");

  @Test
  void pagesOfRunEngineLinkToThoseOfRunApi(@TempDir Path folder) throws Exception {
    make(folder);
    Path engine = folder.resolve("io.containerrun.engine/io/containerrun/engine");
    TreeSet<String> linked = new TreeSet<>();
    for (Path page : pages(engine)) {
      Matcher link = LINK_TO_API.matcher(Files.readString(page));
      while (link.find()) {
        Path target = page.resolveSibling(link.group(1)).normalize();
        assertThat(target).as("link in %s", page).exists();
        linked.add(target.getFileName().toString());
      }
    }
    assertThat(linked).contains("ContainerRun.html", "Target.html", "ImageReference.html");
    assertThat(Files.readString(engine.resolve("Engine.html")))
        .contains("href=\"../../../../io.containerrun.api/io/containerrun/ContainerRun.html\"");
  }

  private static void make(Path folder) throws Exception {
    Path script = BuiltJar.ROOT.resolve("support").resolve("javadoc");
    Process making =
        new ProcessBuilder("bash", script.toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    making.getOutputStream().close();
    byte[] said = making.getInputStream().readAllBytes();
    assertThat(making.waitFor()).as(new String(said, StandardCharsets.UTF_8)).isZero();
  }

  private static List<Path> pages(Path folder) throws Exception {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".html")).toList();
    }
  }
}
