package io.containerrun.engine.junit;

import io.containerrun.ContainerRun;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.Ready;
import io.containerrun.engine.VolumeSpec;
import io.containerrun.value.Link;
import io.containerrun.value.Network;
import io.containerrun.value.VolumeMount;
import io.containerrun.value.VolumesFrom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a service is.
 *
 * @param reusedName the name of the container that is kept after the tests; empty if none is
 */
record Definition(
    ContainerRun run,
    List<Ready> conditions,
    List<OnNetwork> networks,
    List<OnVolume> volumes,
    List<Service> after,
    boolean isShared,
    Optional<String> reusedName) {

  /** A network that the service is connected to. */
  record OnNetwork(NetworkSpec spec, List<String> aliases) {

    Network endpoint() {
      Network endpoint = Network.named(spec.name());
      for (String alias : aliases) {
        endpoint = endpoint.alias(alias);
      }
      return endpoint;
    }
  }

  /** A volume that the service mounts. */
  record OnVolume(VolumeSpec spec, String path) {}

  /** What makes services share a container. */
  record Key(
      ContainerRun run,
      List<OnNetwork> networks,
      List<OnVolume> volumes,
      Optional<String> reusedName) {}

  static Definition of(ContainerRun run) {
    Objects.requireNonNull(run, "run");
    return new Definition(run, List.of(), List.of(), List.of(), List.of(), false, Optional.empty());
  }

  Definition ready(Ready condition) {
    List<Ready> all = plus(conditions, List.of(condition));
    return new Definition(run, all, networks, volumes, after, isShared, reusedName);
  }

  Definition network(NetworkSpec spec, List<String> aliases) {
    List<OnNetwork> all = plus(networks, List.of(new OnNetwork(spec, aliases)));
    Definition changed = new Definition(run, conditions, all, volumes, after, isShared, reusedName);
    return changed.requireLasting();
  }

  Definition volume(VolumeSpec spec, String path) {
    List<OnVolume> all = plus(volumes, List.of(new OnVolume(spec, path)));
    Definition changed =
        new Definition(run, conditions, networks, all, after, isShared, reusedName);
    return changed.requireLasting();
  }

  Definition after(List<Service> others) {
    List<Service> all = plus(after, others);
    return new Definition(run, conditions, networks, volumes, all, isShared, reusedName);
  }

  Definition shared() {
    return new Definition(run, conditions, networks, volumes, after, true, reusedName);
  }

  Definition reused(String name) {
    Definition changed =
        new Definition(run, conditions, networks, volumes, after, true, Optional.of(name));
    return changed.requireLasting();
  }

  private Definition requireLasting() {
    if (reusedName.isPresent() && !(networks.isEmpty() && volumes.isEmpty())) {
      throw new IllegalStateException(
          "service "
              + this
              + " is kept after the tests, its network or volume is not: create that once by hand,"
              + " and name it in the run, as in run.network(\"orders\")");
    }
    return this;
  }

  Key key() {
    return new Key(run, networks, volumes, reusedName);
  }

  /** When the service is ready. */
  List<Ready> ready() {
    boolean isChecked = run.get(ContainerRun.HEALTH_CMD).isPresent();
    return conditions.isEmpty() && isChecked ? List.of(Ready.healthy()) : conditions;
  }

  /** The names of containers that the run mentions. */
  Set<String> mentioned() {
    Set<String> names = new TreeSet<>();
    run.get(ContainerRun.LINK).stream()
        .flatMap(List::stream)
        .map(Link::container)
        .forEach(names::add);
    run.get(ContainerRun.VOLUMES_FROM).stream()
        .flatMap(List::stream)
        .map(VolumesFrom::container)
        .forEach(names::add);
    Stream.of(ContainerRun.NETWORK, ContainerRun.IPC, ContainerRun.PID)
        .flatMap(option -> run.texts(option).stream())
        .filter(text -> text.startsWith("container:"))
        .map(text -> text.substring("container:".length()))
        .forEach(names::add);
    return names;
  }

  /** The run on its networks and with its volumes. */
  ContainerRun runWith(Map<OnVolume, String> volumeNames) {
    ContainerRun whole = run;
    for (OnNetwork on : networks) {
      whole = whole.network(on.endpoint());
    }
    for (OnVolume on : volumes) {
      String name = Objects.requireNonNull(volumeNames.get(on), "the name of a volume");
      whole = whole.volume(VolumeMount.named(name, on.path()));
    }
    return whole;
  }

  private static <T> List<T> plus(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  @Override
  public String toString() {
    String image = run.image().toString();
    return run.get(ContainerRun.NAME).map(name -> name + " (" + image + ")").orElse(image);
  }
}
