package io.containerrun.engine.internal.config;

import io.containerrun.Environment;
import io.containerrun.engine.internal.http.EngineAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sockets of engines that are not at the default address: of rootless engines, Podman, and the
 * virtual machines on a desktop.
 */
final class UsualSockets {

  /** In the folder of the user's session. */
  private static final List<String> IN_SESSION = List.of("docker.sock", "podman/podman.sock");

  /** In the home folder: Docker Desktop, Colima, Rancher Desktop, OrbStack. */
  private static final List<String> IN_HOME =
      List.of(
          ".docker/run/docker.sock",
          ".docker/desktop/docker.sock",
          ".colima/default/docker.sock",
          ".config/colima/default/docker.sock",
          ".rd/docker.sock",
          ".orbstack/run/docker.sock");

  private static final String PODMAN = "/run/podman/podman.sock";

  private UsualSockets() {}

  /** The addresses in the order in which they are tried, whether there is an engine or not. */
  static List<EngineAddress> of(Environment environment) {
    List<EngineAddress> all = new ArrayList<>();
    folder(environment, "XDG_RUNTIME_DIR")
        .ifPresent(session -> IN_SESSION.forEach(it -> all.add(in(session, it))));
    folder(environment, "HOME")
        .or(() -> absolute(System.getProperty("user.home", "")))
        .ifPresent(home -> IN_HOME.forEach(it -> all.add(in(home, it))));
    all.add(new EngineAddress.Unix(PODMAN));
    return all;
  }

  private static Optional<String> folder(Environment environment, String variable) {
    return environment.variable(variable).flatMap(UsualSockets::absolute);
  }

  private static Optional<String> absolute(String folder) {
    return Optional.of(folder).filter(it -> it.startsWith("/"));
  }

  private static EngineAddress in(String folder, String socket) {
    return new EngineAddress.Unix(folder.replaceFirst("/+$", "") + "/" + socket);
  }
}
