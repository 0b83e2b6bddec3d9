package io.containerrun.value;

import java.util.Objects;

/**
 * The image a container is made from: a name with an optional tag and digest, or an id.
 *
 * <pre>{@code
 * ImageReference.parse("postgres:16")
 * ImageReference.parse("ghcr.io/acme/app@sha256:...")
 * }</pre>
 *
 * <p>A name without a domain is one of Docker Hub: {@code postgres} is {@code
 * docker.io/library/postgres}. The engine is sent the text as typed. A short id reads as a name.
 *
 * @param text the reference as typed
 */
public record ImageReference(String text) {

  /** Refuses what is no reference. */
  public ImageReference {
    ImageText.of(Objects.requireNonNull(text, "text"));
  }

  /**
   * Reads {@code [domain[:port]/]path[:tag][@digest]}, or an id of 64 hexadecimal digits, also
   * after {@code sha256:}.
   *
   * @throws IllegalArgumentException if the text is none of these, or the path has capitals
   */
  public static ImageReference parse(String text) {
    return new ImageReference(text);
  }

  private ImageText parts() {
    return ImageText.of(text);
  }

  /** True for an id. An id has neither name nor tag and is never pulled. */
  public boolean isId() {
    return parts().path().isEmpty();
  }

  /** The registry, such as {@code docker.io} or {@code localhost:5000}; empty for an id. */
  public String domain() {
    return parts().domain();
  }

  /** The name within the registry, such as {@code library/postgres}; empty for an id. */
  public String path() {
    return parts().path();
  }

  /** The name as Docker shows it, such as {@code postgres}; empty for an id. */
  public String familiarName() {
    return parts().familiarName();
  }

  /** The tag as typed, or empty. */
  public String tag() {
    return parts().tag();
  }

  /** The digest, such as {@code sha256:} and 64 digits, or empty; an id is one too. */
  public String digest() {
    return parts().digest();
  }

  /** The whole name to pull, such as {@code docker.io/library/postgres}; empty for an id. */
  public String pullName() {
    return isId() ? "" : domain() + "/" + path();
  }

  /** What to pull of that name: the digest, else the tag, else {@code latest}. */
  public String pullTag() {
    if (!digest().isEmpty()) {
      return digest();
    }
    return tag().isEmpty() ? "latest" : tag();
  }

  /** The reference as typed. */
  @Override
  public String toString() {
    return text;
  }
}
