package io.containerrun.engine;

import io.containerrun.engine.internal.handle.ProgressBar;
import io.containerrun.value.ImageReference;
import io.containerrun.value.Size;
import java.io.PrintStream;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Progress of a pull or a push, for an image or for one of its layers.
 *
 * <pre>{@code
 * EngineOptions options = EngineOptions.standard().pullListener(ImageProgress.bar(System.err));
 * }</pre>
 *
 * @param image the image as requested
 * @param layer the short id of the layer; empty for the image itself
 * @param status the status that the engine reports, such as {@code Downloading}
 * @param current the part of the layer that has been transferred; 0 if it is not counted
 * @param total the size of the layer; 0 if it is not known
 * @since 0.1.0
 */
public record ImageProgress(
    ImageReference image, String layer, String status, Size current, Size total) {

  /** Rejects only {@code null}. */
  public ImageProgress {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(current, "current");
    Objects.requireNonNull(total, "total");
  }

  /**
   * A listener that shows progress as text: a bar for each image if this process has a terminal,
   * otherwise a line for each status without a count. May be used for several images at the same
   * time.
   *
   * @param out such as {@code System.err}; not closed
   */
  public static Consumer<ImageProgress> bar(PrintStream out) {
    return bar(out, ProgressBar.hasTerminal());
  }

  /**
   * A listener that shows progress as text, for a program that chooses its form.
   *
   * @param terminal whether the stream is a terminal that supports ANSI sequences
   */
  public static Consumer<ImageProgress> bar(PrintStream out, boolean terminal) {
    return new ProgressBar(Objects.requireNonNull(out, "out"), terminal);
  }
}
