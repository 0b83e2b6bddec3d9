package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names of files in a locale that cannot write them. */
@Timeout(120)
class PosixLocaleTest {

  private static final String CAUSE = "ANSI_X3.4-1968 (sun.jnu.encoding)";
  private static final String FIX = "start Java with a UTF-8 locale, such as LC_ALL=C.UTF-8";

  @TempDir private Path folder;

  private Map<String, String> steps(String locale) throws IOException, InterruptedException {
    String output =
        ChildJvm.run(PosixLocaleCopies.class, Map.of("LC_ALL", locale), folder.toString());
    return output
        .lines()
        .map(it -> it.split(": ", 2))
        .collect(Collectors.toMap(it -> it[0], it -> it.length < 2 ? "" : it[1]));
  }

  @Test
  void namesThatCannotBeReadOrWrittenAreRejectedWithCauseAndFix() throws Exception {
    Map<String, String> steps = steps("C");
    for (String step : new String[] {"copyTo folder", "copyTo file", "copyTo link"}) {
      assertThat(steps.get(step)).startsWith("copy to container c1: ").contains(CAUSE, FIX);
    }
    for (String step : new String[] {"build", "build without it", "build of"}) {
      assertThat(steps.get(step)).startsWith("build image ").contains(CAUSE, FIX);
    }
    for (String step : new String[] {"copyFrom folder", "copyFrom link", "copyFrom file"}) {
      assertThat(steps.get(step)).startsWith("copy from container").contains(CAUSE).endsWith(FIX);
    }
    assertThat(steps.get("copyTo ascii")).isEqualTo("done");
    assertThat(steps.get("copyFrom ascii")).isEqualTo("done and left something");
  }

  @Test
  void theyAreCopiedInAUtf8Locale() throws Exception {
    Map<String, String> steps = steps("C.UTF-8");
    assertThat(steps).containsEntry("copyTo folder", "done").containsEntry("build", "done");
    assertThat(steps).containsEntry("copyTo link", "done").containsEntry("copyTo file", "done");
    assertThat(steps.get("copyFrom folder")).startsWith("done");
    assertThat(steps.get("copyFrom file")).startsWith("done");
    assertThat(steps.get("stat without a time")).contains("the engine's response cannot be read");
  }
}
