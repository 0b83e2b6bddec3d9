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

/**
 * The output of a builder: passes it on line by line, and keeps the last lines for the message of a
 * failure.
 */
public final class BuildOutput {

  private static final int LAST_LINES = 20;

  private final Consumer<String> lines;
  private final LineSplitter splitter = new LineSplitter(this::line);
  private final Deque<String> last = new ArrayDeque<>();
  private String step = "";

  public BuildOutput(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Takes the next piece of output. */
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

  /**
   * Adds the step and the last lines if the build failed; a failure of the call is returned
   * unchanged.
   */
  public EngineException explained(EngineException failure, ImageBuild build) {
    if (failure.status().orElse(0) != 200) {
      return failure;
    }
    String words = failure.engineMessage();
    String where = step.isEmpty() ? "" : " at " + step.replaceFirst("^Step", "step");
    String message =
        "build image " + build + where + ": " + words + "; its last output:\n" + text(last);
    return new BuildFailedException(message, step, words, List.copyOf(last));
  }

  private static String text(Iterable<String> lines) {
    return String.join("\n", lines);
  }
}
