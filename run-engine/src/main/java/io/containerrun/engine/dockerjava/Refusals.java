package io.containerrun.engine.dockerjava;

import io.containerrun.ContainerRun;
import io.containerrun.InvalidRunException;
import io.containerrun.Option;
import io.containerrun.Severity;
import io.containerrun.Violation;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Exceptions for options that do not travel with a command of docker-java. */
final class Refusals {

  private Refusals() {}

  /** One about the options of a run that are chosen; about the run itself if there are none. */
  static InvalidRunException of(ContainerRun run, Predicate<Option<?>> chosen, String problem) {
    List<Option<?>> options = run.options().stream().filter(chosen).toList();
    String given = options.stream().map(it -> given(run, it)).collect(Collectors.joining(", "));
    return new InvalidRunException(
        List.of(
            new Violation(
                "docker-java",
                Severity.ERROR,
                false,
                options.stream().map(Option::flag).toList(),
                given.isEmpty() ? "a run of " + run.image() : given,
                problem,
                "drop it with without(), or start the run with Engine")));
  }

  /** One for the options on which only a client acts. */
  static InvalidRunException ofClientOptions(ContainerRun run, List<Option<?>> options) {
    return of(
        run,
        options::contains,
        "only a client acts on it, and docker-java's does not; DockerJava.apply returns such"
            + " options");
  }

  private static String given(ContainerRun run, Option<?> option) {
    String values = String.join(" ", run.texts(option));
    if (option.isSwitch()) {
      return values.equals("true") ? option.toString() : option + "=" + values;
    }
    return option + " " + values;
  }
}
