package io.containerrun.engine;

import io.containerrun.value.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How an image is made of a container's files.
 *
 * <pre>{@code
 * Commit.to("team/app:patched").message("with the patch").change("CMD [\"serve\"]")
 * }</pre>
 *
 * <p>A value: each method returns a changed copy. May be shared between threads.
 *
 * @since 0.1.0
 */
public final class Commit {

  /** A name and a value as they stand in the query; a name may come again. */
  private final List<Map.Entry<String, String>> parameters;

  private Commit(List<Map.Entry<String, String>> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /**
   * An image with a name.
   *
   * @param reference such as {@code team/app:patched}; without a tag it is {@code latest}
   * @throws IllegalArgumentException if the text is no image reference, or has a digest
   */
  public static Commit to(String reference) {
    ImageReference image = ImageReference.parse(reference);
    if (!image.digest().isEmpty() || image.isId()) {
      throw new IllegalArgumentException(
          "image " + reference + " is named by its contents, which are yet to be made; use a tag");
    }
    return unnamed().with("repo", image.familiarName()).with("tag", image.pullTag());
  }

  /** An image that only its id names. */
  public static Commit unnamed() {
    return new Commit(List.of());
  }

  /** Says what was changed. */
  public Commit message(String text) {
    return with("comment", text);
  }

  /** Says who made it, such as {@code Ada <ada@example.com>}. */
  public Commit author(String text) {
    return with("author", text);
  }

  /**
   * Changes a setting of the image.
   *
   * @param instruction of a Dockerfile, such as {@code ENV DEBUG=1} or {@code CMD ["serve"]}
   */
  public Commit change(String instruction) {
    return with("changes", instruction);
  }

  /** Lets the container run on meanwhile; files that it writes then may come half-written. */
  public Commit withoutPause() {
    return with("pause", "0");
  }

  private Commit with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(parameters);
    more.add(Map.entry(name, value));
    return new Commit(more);
  }

  /** As the engine takes them. */
  List<Map.Entry<String, String>> parameters() {
    return parameters;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Commit commit && parameters.equals(commit.parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  /** The names of what is set; a change may hold the value of a variable. */
  @Override
  public String toString() {
    return "commit with " + parameters.stream().map(Map.Entry::getKey).toList();
  }
}
