package io.containerrun.engine.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A path with its query, written piece by piece. Used by one thread. */
public final class RequestPath {

  private final StringBuilder text;
  private char separator = '?';

  public RequestPath(String path) {
    this.text = new StringBuilder(path);
  }

  public RequestPath with(String name, Object value) {
    text.append(separator).append(name).append('=');
    text.append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    separator = '&';
    return this;
  }

  public RequestPath with(Map<String, ?> parameters) {
    new TreeMap<>(parameters).forEach(this::with);
    return this;
  }

  /** Adds a switch that is written only where it is on. */
  public RequestPath when(boolean on, String name) {
    return on ? with(name, 1) : this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
