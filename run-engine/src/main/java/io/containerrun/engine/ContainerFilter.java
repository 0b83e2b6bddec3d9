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
 * Which of an engine's containers are listed. By default all that run.
 *
 * <pre>{@code
 * ContainerFilter.standard()
 * ContainerFilter.standard().all().label("app", "shop").status(ContainerStatus.EXITED)
 * }</pre>
 *
 * <p>What is asked for together must hold together, but for two values of the same kind: two
 * statuses, names or images list what has either, two labels what has both.
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

  /** All that run, including frozen ones. */
  public static ContainerFilter standard() {
    return new ContainerFilter(false, new TreeMap<>());
  }

  /** Those as well that do not run. */
  public ContainerFilter all() {
    return new ContainerFilter(true, filters);
  }

  /** Only those that have a label, whatever its value. */
  public ContainerFilter label(String name) {
    return with("label", name);
  }

  /** Only those that have a label with this value. */
  public ContainerFilter label(String name, String value) {
    Objects.requireNonNull(name, "name");
    return with("label", name + "=" + Objects.requireNonNull(value, "value"));
  }

  /**
   * Only those with such a name.
   *
   * @param pattern a part of the name, or a regular expression such as {@code ^shop-}
   */
  public ContainerFilter name(String pattern) {
    return with("name", pattern);
  }

  /**
   * Only those with such an id.
   *
   * @param beginning the first digits, or all
   */
  public ContainerFilter id(String beginning) {
    return with("id", beginning);
  }

  /** Only those that are doing this; of containers that do not run as well. */
  public ContainerFilter status(ContainerStatus status) {
    return with("status", status.toString());
  }

  /** Only those whose health check says this. */
  public ContainerFilter health(HealthStatus status) {
    return with("health", status.toString());
  }

  /** Only those that have ended with this exit code. */
  public ContainerFilter exited(int exitCode) {
    return with("exited", Integer.toString(exitCode));
  }

  /**
   * Only those that were made of an image, or of one that was made of it.
   *
   * @param image its name or id
   */
  public ContainerFilter ancestor(String image) {
    return with("ancestor", image);
  }

  /** Only those in a network, by its name or id. */
  public ContainerFilter network(String network) {
    return with("network", network);
  }

  /** Only those with a volume, by its name or the path where it is mounted. */
  public ContainerFilter volume(String volume) {
    return with("volume", volume);
  }

  /** Only those that have an annotation, whatever its value; needs API 1.56. */
  public ContainerFilter annotation(String name) {
    return with(ANNOTATION, name);
  }

  /** Only those that have an annotation with this value; needs API 1.56. */
  public ContainerFilter annotation(String name, String value) {
    Objects.requireNonNull(name, "name");
    return with(ANNOTATION, name + "=" + Objects.requireNonNull(value, "value"));
  }

  /**
   * Refuses what the engine is too old for.
   *
   * @throws EngineException if it does not have a kind of filter
   */
  void requireKnownTo(ApiVersion api) {
    if (filters.containsKey(ANNOTATION) && !api.isAtLeast(ANNOTATION_SINCE)) {
      String words =
          ("the engine is too old: the filter annotation needs API " + ANNOTATION_SINCE)
              + (", and its is " + api + "; filter by label, or use a newer engine");
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

  /** Whether those are listed as well that do not run. */
  /** Whether those are listed as well that do not run. */
  public boolean isAll() {
    return all;
  }

  /** As the engine takes them. */
  /** The wanted values of each kind, such as {@code label}. */
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

  /** What is asked for, such as {@code all {label=[app=shop]}}. */
  @Override
  public String toString() {
    return (all ? "all " : "running ") + filters;
  }
}
