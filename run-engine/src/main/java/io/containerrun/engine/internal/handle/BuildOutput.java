package io.containerrun.engine.internal.handle;

import io.containerrun.engine.BuildFailedException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ImageBuild;
import io.containerrun.engine.internal.stream.LineSplitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** What a builder writes: passed on by lines, the end kept for the case that it fails. */
public final class BuildOutput {

  private static final int LAST_LINES = 20;

  private final Consumer<String> lines;
  private final LineSplitter splitter = new LineSplitter(this::line);
  private final Deque<String> last = new ArrayDeque<>();
  private String step = "";

  public BuildOutput(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Takes a piece as it comes. */
  public void accept(String piece) {
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    splitter.write(bytes, 0, bytes.length);
  }

  private void line(String line) {
    if (line.matches("Step \\d+/\\d+ : .*")) {
      step = line;
    }
    if (last.size() == LAST_LINES) {
      last.removeFirst();
    }
    last.addLast(line);
    lines.accept(line);
  }

  public void end() {
    splitter.end();
  }

  /** Names the step, where it was the build that failed and not the call. */
  public EngineException explained(EngineException failure, ImageBuild build) {
    if (failure.status().orElse(0) != 200) {
      return failure;
    }
    String words = failure.engineMessage();
    String where = step.isEmpty() ? "" : " at " + step.replaceFirst("^Step", "step");
    String message =
        "build image " + build + where + ": " + words + "; its last words:\n" + text(last);
    return new BuildFailedException(message, step, words, List.copyOf(last));
  }

  private static String text(Iterable<String> lines) {
    return String.join("\n", lines);
  }
}
