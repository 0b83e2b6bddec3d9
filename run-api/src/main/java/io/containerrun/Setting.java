package io.containerrun;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An option with its value: one entry of a run.
 *
 * @param content what the files that the value names hold, once the run is resolved
 */
record Setting<V>(Option<V> option, V value, List<String> content) {

  Setting(Option<V> option, V value) {
    this(option, value, List.of());
  }

  List<String> texts() {
    return option.texts(value);
  }

  List<String> words() {
    return option.words(value);
  }

  /** As in messages and logs: {@code --env TOKEN=***}. */
  List<String> maskedWords() {
    return option.maskedWords(value);
  }

  Optional<ApiVersion> since() {
    return option.since(value);
  }

  void write(CreateBody body) {
    option.write(value, body);
    writeContent(body);
  }

  /** Writes into the request of an exec. */
  void writeExec(RequestData data) {
    option.writeExec(value, data);
    writeContent(data);
  }

  private void writeContent(RequestData data) {
    if (!content.isEmpty()) {
      option.writeContent(content, data);
    }
  }

  Setting<V> resolve(Environment environment) throws IOException {
    return new Setting<>(
        option, option.resolve(value, environment), option.content(value, environment));
  }
}
