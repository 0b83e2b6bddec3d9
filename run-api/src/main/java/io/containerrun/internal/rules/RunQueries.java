package io.containerrun.internal.rules;

import io.containerrun.ContainerRun;
import io.containerrun.Option;
import io.containerrun.internal.text.Nearest;
import io.containerrun.value.IpAddress;
import io.containerrun.value.MacAddress;
import io.containerrun.value.Network;
import io.containerrun.value.NetworkMode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Questions that rules ask of a run. */
final class RunQueries {

  private RunQueries() {}

  /** The mode of the first network: what {@code --network} alone stands for. */
  static NetworkMode mode(ContainerRun run) {
    return firstNetwork(run).mode();
  }

  static Network firstNetwork(ContainerRun run) {
    return Network.first(run.all(ContainerRun.NETWORK));
  }

  static boolean sharesNetwork(ContainerRun run) {
    return mode(run) instanceof NetworkMode.Container;
  }

  static boolean hasHostNetwork(ContainerRun run) {
    return mode(run) instanceof NetworkMode.Host;
  }

  static boolean isOneOf(NetworkMode mode, NetworkMode... others) {
    return List.of(others).contains(mode);
  }

  /** Whether a text is set and says something. */
  static boolean isGiven(ContainerRun run, Option<String> option) {
    return run.get(option).filter(text -> !text.isEmpty()).isPresent();
  }

  static boolean hasAddress(ContainerRun run, Option<IpAddress> option) {
    return run.get(option).filter(address -> !address.isNone()).isPresent();
  }

  static boolean hasMacAddress(ContainerRun run) {
    return run.get(ContainerRun.MAC_ADDRESS)
        .filter(it -> !it.equals(MacAddress.GENERATED))
        .isPresent();
  }

  static boolean isPositive(ContainerRun run, Option<Long> option) {
    return run.get(option).filter(number -> number > 0).isPresent();
  }

  /** The elements of a list that a rule is about. */
  static <E> Stream<E> those(ContainerRun run, Option<List<E>> option, Predicate<E> which) {
    return run.all(option).stream().filter(which);
  }

  /** Whether a list has an element of which this holds. */
  static <E> boolean any(ContainerRun run, Option<List<E>> option, Predicate<E> which) {
    return run.all(option).stream().anyMatch(which);
  }

  /** The names of an option of named values. */
  static Set<String> names(ContainerRun run, Option<Map<String, String>> option) {
    return run.get(option).orElse(Map.of()).keySet();
  }

  /** The value of one name of an option of named values. */
  static Optional<String> entry(ContainerRun run, Option<Map<String, String>> option, String name) {
    return Optional.ofNullable(run.get(option).orElse(Map.of()).get(name));
  }

  /** A path of a Windows engine: on a drive, or with backslashes in front. */
  static boolean isWindowsPath(String path) {
    return path.startsWith("\\\\")
        || (path.length() > 1 && Character.isLetter(path.charAt(0)) && path.charAt(1) == ':');
  }

  /** The sentence with the known name that was most likely meant. */
  static String withGuess(String sentence, String typed, Collection<String> known) {
    return Nearest.to(typed, known)
        .map(near -> sentence + "; did you mean " + near + "?")
        .orElse(sentence);
  }
}
