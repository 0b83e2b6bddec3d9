package io.containerrun;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The engine that a run is meant for, as far as it is known.
 *
 * <pre>{@code
 * Target production =
 *     Target.of("linux", ApiVersion.parse("1.47"))
 *         .with(Fact.CGROUP_VERSION, 2)
 *         .with(Fact.CGROUP_DRIVER, "systemd")
 *         .with(Fact.PROCESSORS, 8)
 *         .with(Fact.SWAP_LIMIT, false)
 *         .with(Fact.SECURITY, Set.of("seccomp", "userns"));
 * run.validate(production)
 * }</pre>
 *
 * <p>A rule that would have to know more than is known is silent. An immutable value.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class Target {

  private final String system;
  private final ApiVersion api;
  private final boolean strict;
  private final SortedMap<Fact<?>, Object> facts;

  private Target(String system, ApiVersion api, boolean strict, SortedMap<Fact<?>, Object> facts) {
    this.system = Objects.requireNonNull(system, "system");
    this.api = Objects.requireNonNull(api, "api");
    this.strict = strict;
    this.facts = Collections.unmodifiableSortedMap(facts);
  }

  /**
   * An engine of which no more is known than this.
   *
   * @param system its operating system: {@code linux} or {@code windows}
   * @param api the version of the API that runs will be sent with
   */
  public static Target of(String system, ApiVersion api) {
    return new Target(system, api, false, new TreeMap<>());
  }

  /** The operating system: {@code linux} or {@code windows}. */
  public String system() {
    return system;
  }

  /** The version of the API that runs will be sent with. */
  public ApiVersion api() {
    return api;
  }

  /** The value of a fact; empty where it is not known. */
  @SuppressWarnings("unchecked") // facts maps each fact to a value of its type
  public <V> Optional<V> get(Fact<V> fact) {
    return Optional.ofNullable((V) facts.get(fact));
  }

  /** The facts that are known. */
  public Set<Fact<?>> facts() {
    return facts.keySet();
  }

  /** The same engine, of which one more thing is known. */
  public <V> Target with(Fact<V> fact, V value) {
    SortedMap<Fact<?>, Object> more = new TreeMap<>(facts);
    more.put(fact, fact.copy(Objects.requireNonNull(value, "value")));
    return new Target(system, api, strict, more);
  }

  /** The same engine, of which one thing is not known. */
  public Target without(Fact<?> fact) {
    SortedMap<Fact<?>, Object> fewer = new TreeMap<>(facts);
    fewer.remove(fact);
    return new Target(system, api, strict, fewer);
  }

  /**
   * The same engine, where a limit that it would drop with no more than a warning counts as an
   * error.
   */
  public Target strict() {
    return new Target(system, api, true, facts);
  }

  /** Whether a limit that the engine would drop counts as an error. */
  public boolean isStrict() {
    return strict;
  }

  /** Whether the system is {@code linux}. */
  public boolean isLinux() {
    return system.equals("linux");
  }

  /** Whether the system is {@code windows}. */
  public boolean isWindows() {
    return system.equals("windows");
  }

  /** Whether it is known that the engine does not have this. */
  public boolean lacks(Fact<Boolean> fact) {
    return Boolean.FALSE.equals(facts.get(fact));
  }

  /** Whether it is known that the engine has names of this kind, and that this is none of them. */
  public boolean lacks(Fact<Set<String>> fact, String name) {
    return get(fact).filter(names -> !names.contains(name)).isPresent();
  }

  /** Whether it is known that the engine has this name. */
  public boolean has(Fact<Set<String>> fact, String name) {
    return get(fact).filter(names -> names.contains(name)).isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Target target
        && system.equals(target.system)
        && api.equals(target.api)
        && strict == target.strict
        && facts.equals(target.facts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(system, api, strict, facts);
  }

  /** All that is known: {@code linux, API 1.47, cgroup-version 2, swap-limit false}. */
  @Override
  public String toString() {
    return system
        + ", API "
        + api
        + (strict ? ", strict" : "")
        + facts.entrySet().stream()
            .map(known -> ", " + known.getKey() + " " + known.getValue())
            .collect(Collectors.joining());
  }
}
