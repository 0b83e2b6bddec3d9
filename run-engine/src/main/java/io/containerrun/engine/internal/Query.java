package io.containerrun.engine.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A path with its query, written piece by piece. Used by one thread. */
final class Query {

  private final StringBuilder text;
  private char separator = '?';

  Query(String path) {
    this.text = new StringBuilder(path);
  }

  Query with(String name, Object value) {
    text.append(separator).append(name).append('=');
    text.append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    separator = '&';
    return this;
  }

  Query with(Map<String, String> parameters) {
    parameters.forEach(this::with);
    return this;
  }

  /** Adds a switch that is written only where it is on. */
  Query when(boolean on, String name) {
    return on ? with(name, 1) : this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
