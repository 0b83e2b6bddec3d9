package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operating system and processor an image is made for.
 *
 * <pre>{@code
 * Platform.of("linux", "arm64")
 * Platform.parse("linux/arm/v7")
 * Platform.parse("linux/x86_64")      // linux/amd64
 * }</pre>
 *
 * <p>The parts are in lower case and under the names that Go uses: {@code x86_64} is {@code amd64},
 * {@code aarch64} is {@code arm64}, {@code armel} is {@code arm} with the variant {@code v6},
 * {@code macos} is {@code darwin}.
 *
 * @param os the operating system, such as {@code linux}; empty for {@link #ENGINE} alone
 * @param arch the processor, such as {@code amd64}; unknown words are taken as well
 * @param variant a version of the processor, such as {@code v7}, or empty
 */
public record Platform(String os, String arch, String variant) {

  /** What the engine has by itself, whatever the caller's environment asks for: empty text. */
  public static final Platform ENGINE = new Platform("", "", "");

  private static final String OS_RULE = "^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.-]*)\\))?$";
  private static final String PART_RULE = "^[A-Za-z0-9_.-]+$";
  private static final Pattern OS = Pattern.compile(OS_RULE, Pattern.DOTALL);
  private static final Pattern PART = Pattern.compile(PART_RULE);

  private static final Set<String> SYSTEMS =
      Set.of(
          ("aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd"
                  + " plan9 solaris windows zos")
              .split(" ", -1));

  private static final Set<String> PROCESSORS =
      Set.of(
          ("386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64"
                  + " mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64"
                  + " wasm")
              .split(" ", -1));

  /** Refuses parts with other characters, and brings the names into Go's form. */
  public Platform {
    if (!(os + arch + variant).isEmpty()) {
      os = osName(os, os);
      if (!variant.isEmpty()) {
        requirePart(variant, variant);
      }
      requirePart(arch, arch);
      Processor processor = Processor.of(arch, variant);
      arch = processor.arch();
      variant = processor.variant();
    }
  }

  /** An operating system and a processor. */
  public static Platform of(String os, String arch) {
    return new Platform(os, arch, "");
  }

  /**
   * Reads {@code os/arch}, {@code os/arch/variant}, or one of the two alone; what is missing then
   * is that of this machine. A version after the operating system, as in {@code
   * windows(10.0)/amd64}, is read and not kept: it is not sent. Empty text is {@link #ENGINE}.
   *
   * @throws IllegalArgumentException if the text has other characters or more parts, or a single
   *     word is no known system or processor
   */
  public static Platform parse(String text) {
    if (text.isEmpty()) {
      return ENGINE;
    }
    if (text.contains("*")) {
      throw wrong(Words.quoted(text) + ": wildcards not yet supported");
    }
    List<String> parts = List.of(text.split("/", -1));
    String os = osName(parts.get(0), text);
    parts.stream().skip(1).limit(3).forEach(part -> requirePart(part, text));
    return switch (parts.size()) {
      case 1 -> fromWord(os, text);
      case 2 -> new Platform(os, parts.get(1), "");
      case 3 -> new Platform(os, parts.get(1), parts.get(2));
      default -> throw wrong(Words.quoted(text) + ": cannot parse platform specifier");
    };
  }

  private static Platform fromWord(String os, String text) {
    if (SYSTEMS.contains(os)) {
      return new Platform(os, System.getProperty("os.arch", "amd64"), "");
    }
    if (!PROCESSORS.contains(Processor.of(text, "").arch())) {
      throw wrong(Words.quoted(text) + ": unknown operating system or architecture");
    }
    return new Platform(thisSystem(), text, "");
  }

  private static String thisSystem() {
    String name = Words.lower(System.getProperty("os.name", "linux"));
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "darwin" : "linux";
  }

  private static String osName(String part, String whole) {
    Matcher words = OS.matcher(part);
    if (!words.matches()) {
      throw wrong(
          (Words.quoted(part) + " is an invalid OS component of " + Words.quoted(whole))
              + (": OSAndVersion specifier component must match " + Words.quoted(OS_RULE)));
    }
    String name = Words.lower(words.group(1));
    return name.equals("macos") ? "darwin" : name;
  }

  private static void requirePart(String part, String whole) {
    if (!PART.matcher(part).matches()) {
      throw wrong(
          (Words.quoted(part) + " is an invalid component of " + Words.quoted(whole))
              + (": platform specifier component must match " + Words.quoted(PART_RULE)));
    }
  }

  private static IllegalArgumentException wrong(String problem) {
    return Secrets.refusal(
        problem + ": invalid argument; write os/arch, such as linux/amd64 or linux/arm/v7");
  }

  /** {@code os/arch}, or {@code os/arch/variant}; empty for {@link #ENGINE}. */
  @Override
  public String toString() {
    return Stream.of(os, arch, variant)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("/"));
  }

  /** A processor under the names that containerd's platform package uses. */
  private record Processor(String arch, String variant) {

    static Processor of(String arch, String variant) {
      String name = Words.lower(arch);
      String version = Words.lower(variant);
      return switch (name) {
        case "i386" -> new Processor("386", "");
        case "x86_64", "x86-64", "amd64" ->
            new Processor("amd64", version.equals("v1") ? "" : version);
        case "aarch64", "arm64" -> arm64(version);
        // Without a version these two are the same; v7 is left out where it is only implied.
        case "armhf" -> new Processor("arm", version.isEmpty() ? "" : "v7");
        case "arm" -> new Processor("arm", version.matches("[5678]") ? "v" + version : version);
        case "armel" -> new Processor("arm", "v6");
        default -> new Processor(name, version);
      };
    }

    /** The version 8 is kept where it was given. */
    private static Processor arm64(String version) {
      return new Processor("arm64", version.equals("8") ? "v8" : version);
    }
  }
}
