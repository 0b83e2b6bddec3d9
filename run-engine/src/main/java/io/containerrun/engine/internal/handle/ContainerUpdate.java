package io.containerrun.engine.internal.handle;

import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.Option;
import io.containerrun.Target;
import io.containerrun.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What engines can change on a container that exists, said with the options of a run. */
public final class ContainerUpdate {

  private static final ContainerRun UNCHANGED = ContainerRun.of("unchanged");

  private static final List<Option<?>> CHANGEABLE =
      Option.all().stream().filter(Option::isUpdatable).toList();

  private ContainerUpdate() {}

  /**
   * The members that change. They have the names that they have within a create request, one level
   * higher.
   *
   * @throws IllegalArgumentException if something else is changed, or nothing
   * @throws InvalidRunException if the engine does not have an option
   */
  public static Map<String, Object> body(UnaryOperator<ContainerRun> change, Target target) {
    ContainerRun changed = change.apply(UNCHANGED);
    requireChangeable(changed);
    requireKnownTo(target, changed);
    Map<String, Object> body = new LinkedHashMap<>();
    if (changed.request(target.api()).body().get("HostConfig") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> body.put(name.toString(), value));
    }
    return body;
  }

  private static void requireChangeable(ContainerRun changed) {
    for (Option<?> option : changed.options()) {
      if (!option.isUpdatable()) {
        throw new IllegalArgumentException(
            option + ": engines do not change it on a container that exists; use " + CHANGEABLE);
      }
    }
    if (!changed.image().equals(UNCHANGED.image()) || !changed.command().isEmpty()) {
      throw new IllegalArgumentException(
          "image or command: engines do not change them on a container that exists; make a new one");
    }
    if (changed.options().isEmpty()) {
      throw new IllegalArgumentException("update without a change: use some of " + CHANGEABLE);
    }
  }

  /** What other rules say depends on the rest of the container, which only the engine knows. */
  private static void requireKnownTo(Target target, ContainerRun changed) {
    List<Violation> anywhere = changed.validate();
    List<Violation> errors =
        Stream.concat(
                changed.validate(target).stream()
                    .filter(violation -> violation.isError() && !anywhere.contains(violation)),
                changed.options().stream().flatMap(option -> tooNew(option, target)))
            .toList();
    if (!errors.isEmpty()) {
      throw new InvalidRunException(errors);
    }
  }

  private static Stream<Violation> tooNew(Option<?> option, Target target) {
    return option.updatableSince().stream()
        .filter(since -> !target.api().isAtLeast(since))
        .map(since -> TooOld.violation(option, "change it on a container", since, target));
  }
}
