package io.containerrun.engine.internal;

import io.containerrun.Caller;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.internal.connection.EngineAddress;
import java.util.Optional;

/**
 * Finds the engine that the caller's surroundings name, as the docker command does: {@code
 * DOCKER_HOST}, else the context, else the default socket. TLS and contexts are refused by name
 * until they are supported.
 */
public final class Discovery {

  private static final String OPERATION = "find engine";

  private final Caller caller;

  /** Creates one for a caller. */
  public Discovery(Caller caller) {
    this.caller = caller;
  }

  /**
   * The engine's address.
   *
   * @throws EngineUnavailableException if the surroundings name an engine that is not supported
   */
  public EngineAddress find() {
    Optional<String> host = set("DOCKER_HOST");
    EngineAddress address = host.map(this::parse).orElse(EngineAddress.DEFAULT);
    if (host.isEmpty()) {
      refuseContext();
    }
    boolean socket = address instanceof EngineAddress.Unix && host.isPresent();
    for (String tls : new String[] {"DOCKER_TLS_VERIFY", "DOCKER_TLS"}) {
      if (!socket && set(tls).isPresent()) {
        throw unsupported(tls + " asks for TLS", address.toString(), "unset it");
      }
    }
    return address;
  }

  private EngineAddress parse(String host) {
    try {
      return EngineAddress.parse(host);
    } catch (IllegalArgumentException unusable) {
      String words = "DOCKER_HOST: " + unusable.getMessage();
      throw new EngineUnavailableException(words, OPERATION, host, words);
    }
  }

  private void refuseContext() {
    Optional<String> variable = set("DOCKER_CONTEXT");
    ClientConfig config = ClientConfig.read(caller);
    String context = variable.orElseGet(config::currentContext);
    if (!context.isEmpty() && !context.equals("default")) {
      String whose = variable.isPresent() ? "DOCKER_CONTEXT" : config.file();
      String problem = whose + " chooses the context '" + context + "'";
      throw unsupported(problem, context, "name the engine's address in DOCKER_HOST");
    }
  }

  private Optional<String> set(String variable) {
    return caller.environment(variable).filter(value -> !value.isEmpty());
  }

  private static EngineUnavailableException unsupported(
      String problem, String address, String whatToDo) {
    String words = problem + ", which is not supported yet";
    return new EngineUnavailableException(
        words + "; " + whatToDo + ", or use Engine.connect(host)", OPERATION, address, words);
  }
}
