package io.containerrun.engine.internal.handle;

import io.containerrun.engine.ImageProgress;
import io.containerrun.value.ImageReference;
import java.io.Console;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Shows the progress of images: on a terminal one bar for all layers of an image, elsewhere lines.
 * May be shared between threads.
 */
public final class ProgressBar implements Consumer<ImageProgress> {

  private static final int WIDTH = 30;
  private static final double MEGA = 1e6;

  /** Moves to the line above and clears it. */
  private static final String LINE_ABOVE = "\u001b[1A\u001b[2K";

  /** Turns line wrapping off, since a bar of two lines could not be redrawn. */
  private static final String CUT = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  /** The statuses that mean that a layer is complete. */
  private static final Set<String> COMPLETE =
      Set.of("Pull complete", "Already exists", "Pushed", "Layer already exists");

  private final PrintStream out;
  private final boolean terminal;
  private final Map<ImageReference, Map<String, Layer>> images = new HashMap<>();
  private String drawn = "";

  public ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether this process has a terminal. From Java 22 on there may be a console without one. */
  @SuppressWarnings("SystemConsoleNull") // checked below
  public static boolean hasTerminal() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException older) {
      return true;
    }
  }

  @Override
  public synchronized void accept(ImageProgress progress) {
    ImageReference image = progress.image();
    if (progress.layer().isEmpty()) {
      images.remove(image);
      println(image + ": " + progress.status());
      return;
    }
    Map<String, Layer> layers = images.computeIfAbsent(image, it -> new LinkedHashMap<>());
    Layer before = layers.getOrDefault(progress.layer(), Layer.UNKNOWN);
    layers.put(progress.layer(), before.after(progress));
    if (terminal) {
      draw(image, bar(layers));
    } else if (COMPLETE.contains(progress.status())) {
      println(image + " " + progress.layer() + ": " + progress.status());
    }
  }

  private void println(String line) {
    out.println(line);
    drawn = "";
  }

  /** Redraws the bar if it is the last line; otherwise draws it on a new line. */
  private void draw(ImageReference image, String bar) {
    String start = drawn.equals(image.text()) ? LINE_ABOVE : "";
    out.println(start + CUT + image + " " + bar + WRAP);
    drawn = image.text();
  }

  private static String bar(Map<String, Layer> layers) {
    double current = layers.values().stream().mapToDouble(it -> it.current).sum();
    double total = layers.values().stream().mapToDouble(it -> it.total).sum();
    long done = layers.values().stream().filter(it -> it.done).count();
    double part = total > 0 ? current / total : (double) done / layers.size();
    int filled = (int) Math.round(part * WIDTH);
    String bar = "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] ";
    String bytes =
        total > 0
            ? String.format(Locale.ROOT, "%.1f of %.1f MB, ", current / MEGA, total / MEGA)
            : "";
    return bar + bytes + done + " of " + layers.size() + " layers";
  }

  /** The progress of a layer; unpacking, which counts from 0 again, does not set it back. */
  private record Layer(long current, long total, boolean done) {

    static final Layer UNKNOWN = new Layer(0, 0, false);

    Layer after(ImageProgress progress) {
      long most = Math.max(total, progress.total().bytes());
      boolean last = COMPLETE.contains(progress.status());
      long transferred =
          last ? most : Math.max(current, Math.min(most, progress.current().bytes()));
      return new Layer(transferred, most, last);
    }
  }
}
