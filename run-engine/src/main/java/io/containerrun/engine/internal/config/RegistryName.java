package io.containerrun.engine.internal.config;

/** The forms of registry names in configurations. */
public final class RegistryName {

  /** The name of Docker Hub, the address of its first registry. */
  private static final String HUB_ADDRESS = "https://index.docker.io/v1/";

  private static final String HUB = "docker.io";

  private RegistryName() {}

  /**
   * The host of a name, with its port: {@code https://registry.example/v2/} is {@code
   * registry.example}; all names of Docker Hub are {@code docker.io}.
   */
  public static String host(String name) {
    String host = name.strip().replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "");
    host = host.replaceFirst("/.*", "");
    return host.equals("index.docker.io") ? HUB : host;
  }

  /** The name under which the docker command stores a registry. */
  static String key(String name) {
    String host = host(name);
    return host.equals(HUB) ? HUB_ADDRESS : host;
  }
}
