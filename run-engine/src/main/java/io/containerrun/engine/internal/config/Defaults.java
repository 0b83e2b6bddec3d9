package io.containerrun.engine.internal.config;

import io.containerrun.ContainerRun;
import io.containerrun.value.DetachKeys;
import io.containerrun.value.EnvironmentVariable;
import io.containerrun.value.Platform;
import io.containerrun.value.StandardStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the surroundings say about all that a run leaves open.
 *
 * @param platform of runs that name none
 * @param detachKeys of terminals that are attached without any being named
 * @param proxies variables that tell containers of the proxies of this site
 */
public record Defaults(
    Optional<Platform> platform, DetachKeys detachKeys, Map<String, String> proxies) {

  /** The run on the default platform and with the default keys, unless it names others. */
  public ContainerRun on(ContainerRun run) {
    ContainerRun more =
        run.get(ContainerRun.PLATFORM).isPresent() ? run : platform.map(run::platform).orElse(run);
    boolean watched =
        run.is(ContainerRun.TTY) && run.attachedStreams().contains(StandardStream.STDIN);
    boolean open = run.get(ContainerRun.DETACH_KEYS).isEmpty();
    return watched && open && !detachKeys.equals(DetachKeys.DEFAULT)
        ? more.detachKeys(detachKeys)
        : more;
  }

  /** The run with the proxies; a variable that it names itself, even without a value, stays. */
  public ContainerRun withProxies(ContainerRun run) {
    List<String> named = run.all(ContainerRun.ENV).stream().map(EnvironmentVariable::name).toList();
    ContainerRun more = run;
    for (Map.Entry<String, String> proxy : proxies.entrySet()) {
      if (!named.contains(proxy.getKey())) {
        more = more.env(proxy.getKey(), proxy.getValue());
      }
    }
    return more;
  }

  /** The keys that somebody asks for, if any. */
  public DetachKeys keys(DetachKeys wanted) {
    return wanted.text().isEmpty() ? detachKeys : wanted;
  }
}
