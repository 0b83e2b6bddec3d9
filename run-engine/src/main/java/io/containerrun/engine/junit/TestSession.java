package io.containerrun.engine.junit;

import io.containerrun.engine.CreatedNetwork;
import io.containerrun.engine.CreatedVolume;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineUnavailableException;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.VolumeSpec;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What all tests of one execution share: the connection, and what is used by several classes. */
@SuppressWarnings("deprecation") // the interface that every version of JUnit knows
final class TestSession implements ExtensionContext.Store.CloseableResource, AutoCloseable {

  static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TestSession.class);

  private final Optional<String> host;
  private final boolean keeps;
  private final Map<Definition.Key, Lease<RunningService>> shared = new ConcurrentHashMap<>();
  private final Map<NetworkSpec, Lease<CreatedNetwork>> networks = new ConcurrentHashMap<>();
  private final Map<VolumeSpec, Lease<CreatedVolume>> volumes = new ConcurrentHashMap<>();

  /** By the object: those without a name are equal, and not the same volume. */
  private final Map<VolumeSpec, Lease<CreatedVolume>> unnamedVolumes =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /** What stays until the last test, the last first. Guarded by itself. */
  private final Deque<Lease<RunningService>> kept = new ArrayDeque<>();

  /** Guarded by this. */
  private Optional<Engine> engine = Optional.empty();

  /** Guarded by this. */
  private Optional<EngineUnavailableException> unavailable = Optional.empty();

  private TestSession(Optional<String> host, boolean keeps) {
    this.host = host;
    this.keeps = keeps;
  }

  static TestSession of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TestSession.class,
            key ->
                new TestSession(
                    context.getConfigurationParameter("containerrun.host"),
                    context
                        .getConfigurationParameter("containerrun.reuse")
                        .or(() -> Optional.ofNullable(System.getenv("CONTAINERRUN_REUSE")))
                        .filter("true"::equals)
                        .isPresent()),
            TestSession.class);
  }

  /**
   * The connection.
   *
   * @throws EngineUnavailableException if there is none; it is not tried again
   */
  synchronized Engine engine() {
    if (unavailable.isPresent()) {
      throw unavailable.get();
    }
    if (engine.isEmpty()) {
      try {
        engine = Optional.of(host.map(Engine::connect).orElseGet(Engine::connect));
      } catch (EngineUnavailableException none) {
        unavailable = Optional.of(none);
        throw none;
      }
    }
    return engine.get();
  }

  /** The name of the container that is kept after the tests; empty if none is. */
  Optional<String> keptName(Definition definition) {
    return definition.reusedName().filter(it -> keeps);
  }

  /** Adds a user of a service. What is shared has one more, this session. */
  CompletableFuture<RunningService> acquire(Service service, Callable<RunningService> how) {
    Lease<RunningService> lease = lease(service);
    if (service.definition().isShared()) {
      synchronized (kept) {
        if (!kept.contains(lease)) {
          kept.push(lease);
          var unused = lease.acquire(service.toString(), how);
        }
      }
    }
    return lease.acquire(service.toString(), how);
  }

  Lease<RunningService> lease(Service service) {
    return service.lease(of -> shared.computeIfAbsent(of.key(), key -> new Lease<>()));
  }

  Lease<CreatedNetwork> network(NetworkSpec spec) {
    return networks.computeIfAbsent(spec, key -> new Lease<>());
  }

  Lease<CreatedVolume> volume(VolumeSpec spec) {
    Map<VolumeSpec, Lease<CreatedVolume>> known = spec.name().isEmpty() ? unnamedVolumes : volumes;
    return known.computeIfAbsent(spec, key -> new Lease<>());
  }

  /** Removes the shared services and closes the connection. */
  @Override
  public void close() {
    List<Lease<RunningService>> last;
    synchronized (kept) {
      last = List.copyOf(kept);
      kept.clear();
    }
    try {
      last.forEach(Lease::release); // without a lock: a start that is given up may ask for one
    } finally {
      closeEngine();
    }
  }

  private synchronized void closeEngine() {
    engine.ifPresent(Engine::close);
  }
}
