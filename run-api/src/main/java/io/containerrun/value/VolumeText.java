package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits the text of a {@link VolumeMount}. */
final class VolumeText {

  static final String EMPTY_SECTION =
      ": empty section between colons; write source:destination, or destination alone";

  private static final int MOST_SECTIONS = 3;

  private VolumeText() {}

  /** Source, destination and mode; what is absent is empty. */
  static List<String> sections(String text) {
    if (text.isEmpty()) {
      throw Secrets.refusal(
          "invalid empty volume spec; write source:destination, or destination alone");
    }
    // The reference client does not look into texts this short; it counts bytes.
    boolean isShort = text.getBytes(StandardCharsets.UTF_8).length <= 2;
    List<String> found = isShort ? List.of(text) : split(text);
    return switch (found.size()) {
      case 1 -> List.of("", found.get(0), "");
      case 2 -> List.of(found.get(0), found.get(1), "");
      default -> found;
    };
  }

  private static List<String> split(String text) {
    List<String> sections = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      boolean isEnd = at == text.length();
      if (isEnd || (text.charAt(at) == ':' && !isDrive(text.substring(start, at)))) {
        if (at == start) {
          throw Secrets.refusal("invalid spec: " + text + EMPTY_SECTION);
        }
        sections.add(text.substring(start, at));
        if (sections.size() == MOST_SECTIONS && !isEnd) {
          throw Secrets.refusal(
              ("invalid spec: " + text + ": too many colons")
                  + "; write source:destination:mode with one colon before each part");
        }
        start = at + 1;
      }
    }
    return sections;
  }

  private static boolean isDrive(String section) {
    return section.codePointCount(0, section.length()) == 1
        && Character.isLetter(section.codePointAt(0));
  }

  /** True for a path of the host, on any system; false for the name of a volume. */
  static boolean isPath(String source) {
    if (source.isEmpty()) {
      return false;
    }
    int drive = source.offsetByCodePoints(0, 1);
    return "./~".indexOf(source.charAt(0)) >= 0
        || source.startsWith("\\\\")
        || (source.startsWith(":", drive) && isDrive(source.substring(0, drive)));
  }
}
