package io.containerrun.engine;

import io.containerrun.engine.internal.handle.ProgressBar;
import io.containerrun.value.ImageReference;
import io.containerrun.value.Size;
import java.io.PrintStream;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One step of an image on its way between a registry and an engine.
 *
 * <pre>{@code
 * Engine engine = Engine.connect().onPull(ImageProgress.bar(System.err));
 * }</pre>
 *
 * @param image the image, as it was asked for
 * @param layer the short id of the layer that this is about; empty for the image as a whole
 * @param status what happens, in the engine's words, such as {@code Downloading}
 * @param current how much of the layer has come; 0 where it is not counted
 * @param total how large the layer is; 0 where that is not known
 * @since 0.1.0
 */
public record ImageProgress(
    ImageReference image, String layer, String status, Size current, Size total) {

  /** Refuses nothing but {@code null}. */
  public ImageProgress {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(current, "current");
    Objects.requireNonNull(total, "total");
  }

  /**
   * A listener that shows progress as text: a bar for each image if this process has a terminal,
   * else a line for each step that is not counted. May be used for many images at the same time.
   *
   * @param out such as {@code System.err}; not closed
   */
  public static Consumer<ImageProgress> bar(PrintStream out) {
    return bar(out, ProgressBar.hasTerminal());
  }

  /**
   * A listener that shows progress as text, for a program that knows its terminal.
   *
   * @param terminal whether the stream is a terminal that knows ANSI sequences
   */
  public static Consumer<ImageProgress> bar(PrintStream out, boolean terminal) {
    return new ProgressBar(Objects.requireNonNull(out, "out"), terminal);
  }
}
