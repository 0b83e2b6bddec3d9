package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an image reference, by the grammar of the distribution project.
 *
 * @param domain the registry; empty for an id
 * @param path the name within the registry; empty for an id
 * @param tag the tag, or empty
 * @param digest the digest, or empty
 */
record ImageText(String domain, String path, String tag, String digest) {

  private static final String HUB = "docker.io";
  private static final String OFFICIAL = "library/";
  private static final int LONGEST_PATH = 255;

  /** Nothing longer is a sensible reference, and the patterns recurse for every component. */
  private static final int LONGEST = 1_024;

  private static final String LABEL = "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)";
  private static final String DOMAIN =
      "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
  private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final Pattern REFERENCE =
      Pattern.compile(
          ("(?:(?<domain>" + DOMAIN + ")/)?(?<path>" + COMPONENT + "(?:/" + COMPONENT + ")*)")
              + "(?::(?<tag>\\w[\\w.-]{0,127}))?"
              + "(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*"
              + ":[0-9a-fA-F]{32,}))?");

  private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");
  private static final Map<String, Integer> DIGITS =
      Map.of("sha256", 64, "sha384", 96, "sha512", 128);

  private static final String ADVICE =
      "; write a reference such as postgres:16 or ghcr.io/acme/app";

  static ImageText of(String text) {
    if (ID.matcher(text).matches()) {
      return new ImageText("", "", "", "sha256:" + text);
    }
    if (isDigest(text)) {
      return new ImageText("", "", "", text);
    }
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    boolean hasDomain =
        first.equals("localhost")
            || first.contains(".")
            || first.contains(":")
            || !first.equals(Words.lower(first));
    String domain = hasDomain && !first.equals("index.docker.io") ? first : HUB;
    String rest = hasDomain ? text.substring(slash + 1) : text;
    if (domain.equals(HUB) && !rest.contains("/")) {
      rest = OFFICIAL + rest;
    }
    return of(text, domain, rest);
  }

  private static ImageText of(String text, String domain, String rest) {
    int colon = rest.indexOf(':');
    String name = colon < 0 ? rest : rest.substring(0, colon);
    if (!name.equals(Words.lower(name))) {
      throw wrong(
          text, "invalid reference format: repository name (" + name + ") must be lowercase");
    }
    String whole = domain + "/" + rest;
    if (whole.length() > LONGEST) {
      throw wrong(text, "invalid reference format");
    }
    Matcher parts = REFERENCE.matcher(whole);
    if (!parts.matches()) {
      throw wrong(
          text,
          REFERENCE.matcher(Words.lower(whole)).matches()
              ? "repository name must be lowercase"
              : "invalid reference format");
    }
    if (parts.group("path").length() > LONGEST_PATH) {
      throw wrong(text, "repository name must not be more than 255 characters");
    }
    String digest = orEmpty(parts.group("digest"));
    if (!digest.isEmpty() && !isDigest(digest)) {
      throw wrong(text, digestProblem(digest));
    }
    return new ImageText(
        orEmpty(parts.group("domain")), parts.group("path"), orEmpty(parts.group("tag")), digest);
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  private static boolean isDigest(String text) {
    int colon = text.indexOf(':');
    Integer digits = colon < 0 ? null : DIGITS.get(text.substring(0, colon));
    String hex = text.substring(colon + 1);
    return digits != null && hex.length() == digits && hex.matches("[a-f0-9]*");
  }

  private static String digestProblem(String digest) {
    int colon = digest.indexOf(':');
    Integer digits = DIGITS.get(digest.substring(0, colon));
    if (digits == null) {
      return "unsupported digest algorithm";
    }
    return digest.length() - colon - 1 == digits
        ? "invalid checksum digest format"
        : "invalid checksum digest length";
  }

  private static IllegalArgumentException wrong(String text, String problem) {
    // Behind an equals sign stands what may be a variable whose flag was forgotten.
    return text.contains("=")
        ? Secrets.refusal(
            "image '" + Secrets.withoutValue(text) + "': invalid reference format" + ADVICE)
        : Secrets.refusal("image '" + text + "': " + problem + ADVICE);
  }

  String familiarName() {
    if (!domain.equals(HUB)) {
      return domain.isEmpty() ? path : domain + "/" + path;
    }
    String official = path.startsWith(OFFICIAL) ? path.substring(OFFICIAL.length()) : "";
    return official.isEmpty() || official.contains("/") ? path : official;
  }
}
