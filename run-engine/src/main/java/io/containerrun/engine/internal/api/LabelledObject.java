package io.containerrun.engine.internal.api;

import java.util.Map;

/**
 * A container, network or volume that was found by a label.
 *
 * @param name empty if it has none
 * @param labels by key
 */
public record LabelledObject(String id, String name, Map<String, String> labels) {

  /** Copies the labels. */
  public LabelledObject {
    labels = Map.copyOf(labels);
  }
}
