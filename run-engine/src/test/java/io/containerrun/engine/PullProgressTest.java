package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.testing.ConnectedToScript;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.value.ImageReference;
import io.containerrun.value.PullPolicy;
import io.containerrun.value.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PullProgressTest extends ConnectedToScript {

  private static final ImageReference APP = ImageReference.parse("app:2");
  private static final ContainerRun RUN = ContainerRun.of("app:2").pull(PullPolicy.ALWAYS);
  private static final String PULL =
      """
      {"status":"Pulling from library/app","id":"2"}
      {"status":"Pulling fs layer","progressDetail":{},"id":"aa11"}
      {"status":"Already exists","progressDetail":{},"id":"bb22"}
      {"status":"Downloading","progressDetail":{"current":1000000,"total":4000000},"id":"aa11"}
      {"status":"Extracting","progressDetail":{"current":3,"units":"s"},"id":"aa11"}
      {"status":"Pull complete","progressDetail":{},"id":"aa11"}
      {"status":"Status: Downloaded newer image for app:2"}
      {"aux":{"ID":"sha256:1"}}
      """;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

  @Override
  protected ScriptedEngine script() throws IOException {
    return ScriptedEngine.thatRuns("", 0).on("POST /images/create", it -> it.json(200, PULL));
  }

  @Test
  void aListenerHearsEachStep() {
    List<ImageProgress> heard = new CopyOnWriteArrayList<>();
    reconnect(it -> it.pullListener(heard::add));
    engine.run(RUN);
    assertThat(heard)
        .hasSize(7)
        .startsWith(progress("", "Pulling from library/app", 0, 0))
        .contains(progress("aa11", "Downloading", 1_000_000, 4_000_000))
        .contains(progress("aa11", "Extracting", 0, 0))
        .endsWith(progress("", "Status: Downloaded newer image for app:2", 0, 0));
  }

  private static ImageProgress progress(String layer, String status, long current, long total) {
    return new ImageProgress(APP, layer, status, new Size(current), new Size(total));
  }

  @Test
  void aQuietRunPullsWithoutAWord() {
    List<ImageProgress> heard = new CopyOnWriteArrayList<>();
    reconnect(it -> it.pullListener(heard::add));
    engine.run(RUN.quiet());
    assertThat(scripted.requests()).startsWith("POST /images/create");
    assertThat(heard).isEmpty();
  }

  @Test
  void whatAListenerThrowsEndsTheRun() {
    reconnect(
        it ->
            it.pullListener(
                progress -> {
                  throw new IllegalStateException("the window was closed");
                }));
    assertThatThrownBy(() -> engine.run(RUN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the window was closed");
    assertThat(scripted.requests()).containsExactly("POST /images/create");
  }

  @Test
  void linesTellWhatIsDoneWhereThereIsNoTerminal() {
    reconnect(it -> it.pullListener(ImageProgress.bar(out, false)));
    engine.run(RUN);
    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "app:2: Pulling from library/app",
            "app:2 bb22: Already exists",
            "app:2 aa11: Pull complete",
            "app:2: Status: Downloaded newer image for app:2");
  }

  @Test
  void aBarMovesOnATerminal() {
    reconnect(it -> it.pullListener(ImageProgress.bar(out, true)));
    engine.run(RUN);
    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "app:2: Pulling from library/app",
            bar("[                              ] 0 of 1 layers"),
            above("[===============               ] 1 of 2 layers"),
            above("[========                      ] 1.0 of 4.0 MB, 1 of 2 layers"),
            above("[========                      ] 1.0 of 4.0 MB, 1 of 2 layers"),
            above("[==============================] 4.0 of 4.0 MB, 2 of 2 layers"),
            "app:2: Status: Downloaded newer image for app:2");
  }

  private static String above(String text) {
    return "\u001b[1A\u001b[2K" + bar(text);
  }

  private static String bar(String text) {
    return "\u001b[?7lapp:2 " + text + "\u001b[?7h";
  }
}
