package io.containerrun.engine.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Whether links stand for themselves or for what they lead to. */
final class LocalLinks {

  private static final LinkOption[] STAY = {LinkOption.NOFOLLOW_LINKS};
  private static final LinkOption[] FOLLOW = {};

  private LocalLinks() {}

  static LinkOption[] options(boolean follows) {
    return follows ? FOLLOW.clone() : STAY.clone();
  }

  /**
   * Rejects a link to a folder that contains it, which would be entered for ever.
   *
   * @param root contains the path
   */
  static void requireNoLoop(Path root, Path path) throws IOException {
    if (!Files.isSymbolicLink(path)) {
      return;
    }
    Path real = path.toRealPath();
    for (Path above = path.getParent();
        above != null && above.startsWith(root);
        above = above.getParent()) {
      if (above.toRealPath().equals(real)) {
        throw new IOException(path + " is a link to " + above + ", which contains it");
      }
    }
  }
}
