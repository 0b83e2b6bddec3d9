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
 * The defaults of the environment for runs.
 *
 * @param platform of runs that do not set one
 * @param detachKeys of runs, execs and attachments that do not set any
 * @param proxies the environment variables for containers that name the proxies of this site
 */
public record Defaults(
    Optional<Platform> platform, DetachKeys detachKeys, Map<String, String> proxies) {

  /** The run with the default platform and detach keys, unless it sets others. */
  public ContainerRun on(ContainerRun run) {
    ContainerRun more =
        run.get(ContainerRun.PLATFORM).isPresent() ? run : platform.map(run::platform).orElse(run);
    boolean detachable =
        run.is(ContainerRun.TTY) && run.attachedStreams().contains(StandardStream.STDIN);
    boolean unset = run.get(ContainerRun.DETACH_KEYS).isEmpty();
    return detachable && unset && !detachKeys.equals(DetachKeys.DEFAULT)
        ? more.detachKeys(detachKeys)
        : more;
  }

  /**
   * The run with the proxy variables, except those that it names itself, with or without a value.
   */
  public ContainerRun withProxies(ContainerRun run) {
    List<String> names = run.all(ContainerRun.ENV).stream().map(EnvironmentVariable::name).toList();
    ContainerRun more = run;
    for (Map.Entry<String, String> proxy : proxies.entrySet()) {
      if (!names.contains(proxy.getKey())) {
        more = more.env(proxy.getKey(), proxy.getValue());
      }
    }
    return more;
  }

  /** The given keys, or the default keys if they are empty. */
  public DetachKeys keys(DetachKeys wanted) {
    return wanted.text().isEmpty() ? detachKeys : wanted;
  }
}
