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

/** The options of a run that engines can change on an existing container. */
public final class ContainerUpdate {

  private static final ContainerRun UNCHANGED = ContainerRun.of("unchanged");

  private static final List<Option<?>> CHANGEABLE =
      Option.all().stream().filter(Option::isUpdatable).toList();

  private ContainerUpdate() {}

  /**
   * The request body: the members of {@code HostConfig} in a create request, one level higher.
   *
   * @throws IllegalArgumentException if another option is changed, or none
   * @throws InvalidRunException if the engine does not support an option
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
            option + ": engines cannot change it on an existing container; use " + CHANGEABLE);
      }
    }
    if (!changed.image().equals(UNCHANGED.image()) || !changed.command().isEmpty()) {
      throw new IllegalArgumentException(
          "image or command: engines cannot change them on an existing container; create another");
    }
    if (changed.options().isEmpty()) {
      throw new IllegalArgumentException("update without a change: set some of " + CHANGEABLE);
    }
  }

  /** Checks only what depends on the engine: other rules need the rest of the container. */
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
