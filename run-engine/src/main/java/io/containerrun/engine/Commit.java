package io.containerrun.engine;

import io.containerrun.CheckReturnValue;
import io.containerrun.value.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to create an image from a container's files: by default without a name.
 *
 * <pre>{@code
 * Commit.of("team/app:patched").message("with the patch").change("CMD [\"serve\"]")
 * }</pre>
 *
 * <p>Immutable; each method returns a changed copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class Commit {

  private static final Commit STANDARD = new Commit(null, "", "", List.of(), true);

  private final @Nullable ImageReference image;
  private final String message;
  private final String author;
  private final List<String> changes;
  private final boolean pauses;

  private Commit(
      @Nullable ImageReference image,
      String message,
      String author,
      List<String> changes,
      boolean pauses) {
    this.image = image;
    this.message = Objects.requireNonNull(message, "message");
    this.author = Objects.requireNonNull(author, "author");
    this.changes = List.copyOf(changes);
    this.pauses = pauses;
  }

  /**
   * An image with a name.
   *
   * @param image such as {@code team/app:patched}; without a tag, {@code latest}
   * @throws IllegalArgumentException if the text is not an image reference, or is an id or has a
   *     digest
   */
  public static Commit of(String image) {
    ImageReference reference = ImageReference.parse(image);
    if (!reference.digest().isEmpty() || reference.isId()) {
      throw new IllegalArgumentException(
          "image " + image + " has a digest or is an id, which a commit cannot choose; use a tag");
    }
    return new Commit(reference, "", "", List.of(), true);
  }

  /** An image without a name, identified by its id. */
  public static Commit standard() {
    return STANDARD;
  }

  /** Sets the commit message. */
  public Commit message(String text) {
    return new Commit(image, text, author, changes, pauses);
  }

  /** Sets the author, such as {@code Ada <ada@example.com>}. */
  public Commit author(String text) {
    return new Commit(image, message, text, changes, pauses);
  }

  /**
   * Changes a setting of the image.
   *
   * @param instruction a Dockerfile instruction, such as {@code ENV DEBUG=1} or {@code CMD
   *     ["serve"]}
   */
  public Commit change(String instruction) {
    List<String> more = new ArrayList<>(changes);
    more.add(instruction);
    return new Commit(image, message, author, more, pauses);
  }

  /**
   * Keeps the container running during the commit; a file written meanwhile may be incomplete in
   * the image.
   */
  public Commit withoutPause() {
    return new Commit(image, message, author, changes, false);
  }

  /** The name of the image; empty for none. */
  public Optional<ImageReference> image() {
    return Optional.ofNullable(image);
  }

  /** The commit message; empty for none. */
  public String message() {
    return message;
  }

  /** The author; empty for none. */
  public String author() {
    return author;
  }

  /** The instructions that change settings, in order. */
  public List<String> changes() {
    return changes;
  }

  /** Whether the container is paused during the commit. */
  public boolean pauses() {
    return pauses;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Commit that
        && Objects.equals(image, that.image)
        && message.equals(that.message)
        && author.equals(that.author)
        && changes.equals(that.changes)
        && pauses == that.pauses;
  }

  @Override
  public int hashCode() {
    return Objects.hash(image, message, author, changes, pauses);
  }

  /** The image name and the number of changes, without their text: it may hold secrets. */
  @Override
  public String toString() {
    return "commit"
        + (image == null ? "" : " to " + image)
        + (changes.isEmpty() ? "" : " with " + changes.size() + " changes")
        + (pauses ? "" : ", without pause");
  }
}
