package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/** Reads and writes the text of a {@link Mount}. */
final class MountText {

  private static final Pattern OCTAL = Pattern.compile("0*[0-7]{1,11}");

  private final Map<String, String> labels = new TreeMap<>();
  private final Map<String, String> driverOptions = new TreeMap<>();

  /** Types whose own keys were used, in the order of use. */
  private final Set<String> families = new LinkedHashSet<>();

  private String type = "volume";
  private String source = "";
  private String target = "";
  private String consistency = "";
  private String propagation = "";
  private String driver = "";
  private String volumeSubpath = "";
  private String imageSubpath = "";
  private boolean isReadOnly;
  private boolean nonRecursive;
  private boolean readOnlyNonRecursive;
  private boolean readOnlyForceRecursive;
  private boolean createSource;
  private boolean noCopy;
  private Size size = Size.bytes(0);
  private long mode;

  private MountText() {}

  static Mount read(String text) {
    MountText keys = new MountText();
    Csv.read(text).forEach(keys::readField);
    return keys.build();
  }

  private void readField(String field) {
    int cut = field.indexOf('=');
    String key = Words.lower(cut < 0 ? field : field.substring(0, cut));
    if (cut >= 0) {
      readValue(key, field.substring(cut + 1), field);
      return;
    }
    switch (key) {
      case "readonly", "ro", "volume-nocopy", "bind-nonrecursive", "bind-create-src" ->
          readValue(key, "true", field);
      default ->
          throw Secrets.refusal(
              ("invalid field '" + field + "' must be a key=value pair")
                  + "; write it as "
                  + (field.isEmpty() ? "key" : field)
                  + "=value");
    }
  }

  private void readValue(String key, String value, String field) {
    // bind-recursive=enabled is the default and no setting, so it fits every type.
    int dash = key.indexOf('-');
    if (dash > 0 && !(key.equals("bind-recursive") && value.equals("enabled"))) {
      families.add(key.substring(0, dash));
    }
    switch (key) {
      case "type" -> type = Words.lower(value);
      case "source", "src" -> source = value;
      case "target", "dst", "destination" -> target = value;
      case "readonly", "ro" -> isReadOnly = truth(key, value);
      case "consistency" -> consistency = value;
      case "bind-propagation" -> propagation = value;
      case "bind-nonrecursive" -> nonRecursive = truth(key, value);
      case "bind-recursive" -> readRecursive(value);
      case "bind-create-src" -> createSource = strictTruth(key, value);
      case "volume-nocopy" -> noCopy = truth(key, value);
      case "volume-label" -> put(labels, value);
      case "volume-driver" -> driver = value;
      case "volume-opt" -> put(driverOptions, value);
      case "volume-subpath" -> volumeSubpath = value;
      case "image-subpath" -> imageSubpath = value;
      case "tmpfs-size" -> size = readSize(value);
      case "tmpfs-mode" -> mode = readMode(value);
      default ->
          throw Secrets.refusal(
              ("unexpected key '" + key + "' in '" + field + "'")
                  + "; write keys such as type, source, target and readonly, without blanks");
    }
  }

  private void readRecursive(String value) {
    switch (value) {
      case "enabled" -> {}
      case "disabled" -> nonRecursive = true;
      case "writable" -> readOnlyNonRecursive = true;
      case "readonly" -> readOnlyForceRecursive = true;
      default ->
          throw wrong(
              "bind-recursive",
              value + " (must be \"enabled\", \"disabled\", \"writable\", or \"readonly\")",
              "bind-recursive=disabled");
    }
  }

  private static boolean truth(String key, String value) {
    if (!Words.isBoolean(value)) {
      throw wrong(key, value, key + "=true or " + key + "=false");
    }
    return Words.isTrue(value);
  }

  /** Clients from 29 on, which alone know such keys, take fewer words. */
  private static boolean strictTruth(String key, String value) {
    return switch (value) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw wrong(key, value, key + "=true or " + key + "=false");
    };
  }

  private static void put(Map<String, String> map, String pair) {
    int cut = pair.indexOf('=');
    String key = cut < 0 ? pair : pair.substring(0, cut);
    if (!key.isEmpty()) {
      map.put(key, cut < 0 ? "" : pair.substring(cut + 1));
    }
  }

  private static Size readSize(String value) {
    try {
      return Size.parse(value);
    } catch (IllegalArgumentException e) {
      throw Secrets.refusal(
          "invalid value for tmpfs-size: " + value + "; write a number and a unit, such as 64m", e);
    }
  }

  private static long readMode(String value) {
    long bits = OCTAL.matcher(value).matches() ? Long.parseLong(value, 8) : Long.MAX_VALUE;
    if (bits > 0xFFFF_FFFFL) {
      throw wrong("tmpfs-mode", value, "octal permission bits such as 1777");
    }
    return bits;
  }

  private static IllegalArgumentException wrong(String key, String value, String advice) {
    return Secrets.refusal("invalid value for " + key + ": " + value + "; write " + advice);
  }

  private Mount build() {
    if (type.isEmpty()) {
      throw Secrets.refusal("type is required; write type=bind, volume, tmpfs or image");
    }
    check(source, target);
    for (String family : families) {
      if (!family.equals(type)) {
        throw Secrets.refusal(
            ("cannot mix '" + family + "-*' options with mount type '" + type + "'")
                + ("; drop them, or write type=" + family));
      }
    }
    return switch (type) {
      case "bind" ->
          new Mount.Bind(
              source,
              target,
              isReadOnly,
              consistency,
              propagation,
              nonRecursive,
              readOnlyNonRecursive,
              readOnlyForceRecursive,
              createSource);
      case "volume" ->
          new Mount.Volume(
              source,
              target,
              isReadOnly,
              consistency,
              noCopy,
              labels,
              driver,
              driverOptions,
              volumeSubpath);
      case "tmpfs" -> new Mount.Tmpfs(source, target, isReadOnly, consistency, size, mode);
      case "image" -> new Mount.Image(source, target, isReadOnly, consistency, imageSubpath);
      default -> new Mount.Other(type, source, target, isReadOnly, consistency);
    };
  }

  static String write(Mount mount, BinaryOperator<String> shown) {
    List<String> fields = new ArrayList<>();
    fields.add("type=" + mount.type());
    text(fields, "source", mount.source());
    text(fields, "target", mount.target());
    flag(fields, "readonly", mount.isReadOnly());
    text(fields, "consistency", mount.consistency());
    if (mount instanceof Mount.Bind bind) {
      text(fields, "bind-propagation", bind.propagation());
      flag(fields, "bind-recursive=disabled", bind.nonRecursive());
      flag(fields, "bind-recursive=writable", bind.readOnlyNonRecursive());
      flag(fields, "bind-recursive=readonly", bind.readOnlyForceRecursive());
      flag(fields, "bind-create-src", bind.createSource());
    } else if (mount instanceof Mount.Volume volume) {
      flag(fields, "volume-nocopy", volume.noCopy());
      volume
          .labels()
          .forEach(
              (key, value) -> fields.add("volume-label=" + key + "=" + shown.apply(key, value)));
      text(fields, "volume-driver", volume.driver());
      volume
          .driverOptions()
          .forEach((key, value) -> fields.add("volume-opt=" + key + "=" + shown.apply(key, value)));
      text(fields, "volume-subpath", volume.subpath());
    } else if (mount instanceof Mount.Tmpfs tmpfs) {
      text(fields, "tmpfs-size", tmpfs.size().bytes() == 0 ? "" : tmpfs.size().toString());
      text(fields, "tmpfs-mode", tmpfs.mode() == 0 ? "" : Long.toOctalString(tmpfs.mode()));
    } else if (mount instanceof Mount.Image image) {
      text(fields, "image-subpath", image.subpath());
    }
    return Csv.write(fields);
  }

  private static void text(List<String> fields, String key, String value) {
    if (!value.isEmpty()) {
      fields.add(key + "=" + value);
    }
  }

  private static void flag(List<String> fields, String field, boolean isSet) {
    if (isSet) {
      fields.add(field);
    }
  }

  static void check(String source, String target) {
    Objects.requireNonNull(source, "source");
    if (target.isEmpty()) {
      throw Secrets.refusal(
          "target is required; write target= and an absolute path of the container");
    }
  }

  /** The word in lower case, as the reference client sends it. */
  static String word(String value) {
    return Words.lower(value);
  }

  static Map<String, String> map(String key, Map<String, String> map) {
    map.forEach(
        (name, value) -> {
          if (name.isEmpty() || name.contains("=")) {
            throw wrong(key, name + "=" + value, "a name that is not empty and has no equals sign");
          }
        });
    return Words.sorted(map);
  }
}
