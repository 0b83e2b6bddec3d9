package io.containerrun.engine;

import io.containerrun.ApiVersion;
import io.containerrun.CheckReturnValue;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.info.HealthStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which containers of an engine to list: by default all that run.
 *
 * <pre>{@code
 * ContainerFilter.standard()
 * ContainerFilter.standard().all().label("app", "shop").status(ContainerStatus.EXITED)
 * }</pre>
 *
 * <p>Conditions of different kinds must all hold. Of several statuses, names or images one must
 * match; of several labels all must.
 *
 * <p>Immutable; each method returns a changed copy.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class ContainerFilter {

  private static final String ANNOTATION = "annotation";
  private static final ApiVersion ANNOTATION_SINCE = new ApiVersion(1, 56);

  private final boolean all;
  private final SortedMap<String, List<String>> filters;

  private ContainerFilter(boolean all, SortedMap<String, List<String>> filters) {
    this.all = all;
    this.filters = filters;
  }

  /** All running containers, including paused ones. */
  public static ContainerFilter standard() {
    return new ContainerFilter(false, new TreeMap<>());
  }

  /** Includes containers that do not run. */
  public ContainerFilter all() {
    return new ContainerFilter(true, filters);
  }

  /** Only containers with a label of any value. */
  public ContainerFilter label(String name) {
    return with("label", name);
  }

  /** Only containers with this value of a label. */
  public ContainerFilter label(String name, String value) {
    Objects.requireNonNull(name, "name");
    return with("label", name + "=" + Objects.requireNonNull(value, "value"));
  }

  /**
   * Only containers with a matching name.
   *
   * @param pattern a part of the name, or a regular expression such as {@code ^shop-}
   */
  public ContainerFilter name(String pattern) {
    return with("name", pattern);
  }

  /**
   * Only containers whose id starts with these digits.
   *
   * @param beginning the first digits, or all
   */
  public ContainerFilter id(String beginning) {
    return with("id", beginning);
  }

  /**
   * Only containers with this status; includes those that do not run if the status asks for them.
   */
  public ContainerFilter status(ContainerStatus status) {
    return with("status", status.toString());
  }

  /** Only containers with this health status. */
  public ContainerFilter health(HealthStatus status) {
    return with("health", status.toString());
  }

  /** Only containers that have exited with this code. */
  public ContainerFilter exited(int exitCode) {
    return with("exited", Integer.toString(exitCode));
  }

  /**
   * Only containers created from an image or from one of its descendants.
   *
   * @param image name or id of the image
   */
  public ContainerFilter ancestor(String image) {
    return with("ancestor", image);
  }

  /** Only containers connected to a network, by its name or id. */
  public ContainerFilter network(String network) {
    return with("network", network);
  }

  /** Only containers with a volume, by its name or its mount path. */
  public ContainerFilter volume(String volume) {
    return with("volume", volume);
  }

  /** Only containers with an annotation of any value; needs API 1.56. */
  public ContainerFilter annotation(String name) {
    return with(ANNOTATION, name);
  }

  /** Only containers with this value of an annotation; needs API 1.56. */
  public ContainerFilter annotation(String name, String value) {
    Objects.requireNonNull(name, "name");
    return with(ANNOTATION, name + "=" + Objects.requireNonNull(value, "value"));
  }

  /**
   * Checks that the engine supports all filters.
   *
   * @throws EngineException if the engine is too old for one
   */
  void requireKnownTo(ApiVersion api) {
    if (filters.containsKey(ANNOTATION) && !api.isAtLeast(ANNOTATION_SINCE)) {
      String words =
          ("the engine is too old: the filter annotation needs API " + ANNOTATION_SINCE)
              + (", this one has " + api + "; filter by label, or use a newer engine");
      throw new EngineException("list containers: " + words, "list containers", 0, words);
    }
  }

  private ContainerFilter with(String kind, String value) {
    SortedMap<String, List<String>> more = new TreeMap<>(filters);
    List<String> values = new ArrayList<>(more.getOrDefault(kind, List.of()));
    values.add(value);
    more.put(kind, List.copyOf(values));
    return new ContainerFilter(all, more);
  }

  /** Whether containers that do not run are included. */
  public boolean isAll() {
    return all;
  }

  /** The filter values by kind, such as {@code label}, in the form that the engine takes. */
  public Map<String, List<String>> filters() {
    return Collections.unmodifiableMap(filters);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContainerFilter filter
        && all == filter.all
        && filters.equals(filter.filters);
  }

  @Override
  public int hashCode() {
    return filters.hashCode() + (all ? 1 : 0);
  }

  /** The conditions, such as {@code all {label=[app]}}: without the values of labels. */
  @Override
  public String toString() {
    Map<String, List<String>> shown = new TreeMap<>(filters);
    shown.replaceAll(
        (kind, values) ->
            kind.equals("label")
                ? values.stream().map(label -> label.replaceFirst("(?s)=.*", "")).toList()
                : values);
    return (all ? "all " : "running ") + shown;
  }
}
