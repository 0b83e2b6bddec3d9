package io.containerrun;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An option with its value: one entry of a run. Immutable. A repeatable option takes one more
 * occurrence in constant time; its value is put together when somebody looks at it.
 */
final class Setting<V> {

  private final Option<V> option;
  private final @Nullable V start;
  private final Additions added;
  private final List<String> content;

  /** The start with what was added; null while nobody has asked for it. */
  private volatile @Nullable V value;

  private Setting(
      Option<V> option,
      @Nullable V start,
      Additions added,
      @Nullable V value,
      List<String> content) {
    this.option = option;
    this.start = start;
    this.added = added;
    this.value = value;
    this.content = content;
  }

  Setting(Option<V> option, V value) {
    this(option, value, List.of());
  }

  private Setting(Option<V> option, V value, List<String> content) {
    this(option, value, Additions.NONE, value, content);
  }

  /** One occurrence of the flag. */
  static <V> Setting<V> first(Option<V> option, Object occurrence) {
    return new Setting<>(option, null, Additions.NONE.plus(occurrence), null, List.of());
  }

  /** The setting after one more occurrence of the flag. */
  Setting<V> plus(Object occurrence) {
    if (!option.isRepeatable()) {
      return first(option, occurrence);
    }
    V known = value;
    return known == null
        ? new Setting<>(option, start, added.plus(occurrence), null, List.of())
        : new Setting<>(option, known, Additions.NONE.plus(occurrence), null, List.of());
  }

  Option<V> option() {
    return option;
  }

  V value() {
    V known = value;
    if (known == null) {
      known = option.joined(start, added.list());
      value = known;
    }
    return known;
  }

  List<String> texts() {
    return option.texts(value());
  }

  List<String> words() {
    return option.words(value());
  }

  /** As in messages and logs: {@code --env TOKEN=***}. */
  List<String> maskedWords() {
    return option.maskedWords(value());
  }

  /** The lines of the files that the value names, once they are resolved. */
  List<String> content() {
    return content;
  }

  Optional<ApiVersion> since() {
    return option.since(value());
  }

  void write(CreateBody body) {
    option.write(value(), body);
    writeContent(body);
  }

  /** Writes into the request of an exec. */
  void writeExec(RequestData data) {
    option.writeExec(value(), data);
    writeContent(data);
  }

  private void writeContent(RequestData data) {
    if (!content.isEmpty()) {
      option.writeContent(content, data);
    }
  }

  /** The same with what the environment has for it, also in the files that the value names. */
  Setting<V> resolve(Environment environment) throws IOException {
    return new Setting<>(
        option, option.resolve(value(), environment), option.content(value(), environment));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Setting<?> setting
        && option.equals(setting.option)
        && value().equals(setting.value())
        && content.equals(setting.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(option, value(), content);
  }
}
