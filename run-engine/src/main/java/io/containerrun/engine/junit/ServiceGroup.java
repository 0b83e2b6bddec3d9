package io.containerrun.engine.junit;

import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/** The services that start together: those of a class, or those of a test. */
@SuppressWarnings("deprecation") // the interface that every version of JUnit knows
final class ServiceGroup implements ExtensionContext.Store.CloseableResource, AutoCloseable {

  private final TestSession session;
  private final Set<Service> services;

  /** Those that have this group as a user, in the order of the fields. */
  private final List<Service> users = new ArrayList<>();

  private ServiceGroup(TestSession session, Set<Service> services) {
    this.session = session;
    this.services = services;
  }

  /** Starts the services of a class when its first one asks for it. */
  static void ofClass(ExtensionContext context, Service asking) {
    Class<?> type = context.getRequiredTestClass();
    List<Service> fields = new ArrayList<>();
    fields.addAll(
        AnnotationSupport.findAnnotatedFieldValues(type, RegisterExtension.class, Service.class));
    context.getTestInstance().ifPresent(it -> fields.addAll(instanceFields(it)));
    start(context, asking, fields);
  }

  /** Starts the services of a test when its first one asks for it. */
  static void ofTest(ExtensionContext context, Service asking) {
    List<Service> fields = new ArrayList<>();
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      fields.addAll(instanceFields(instance));
    }
    start(context, asking, fields);
  }

  private static List<Service> instanceFields(Object instance) {
    return AnnotationSupport.findAnnotatedFieldValues(
        instance, RegisterExtension.class, Service.class);
  }

  private static void start(ExtensionContext context, Service asking, List<Service> fields) {
    ExtensionContext.Store store = context.getStore(TestSession.NAMESPACE);
    if (store.get(asking) != null) { // by this class, or by one around it
      return;
    }
    Set<Service> services = new LinkedHashSet<>(fields);
    services.add(asking); // which may be registered otherwise than by a field
    services.removeIf(it -> store.get(it) != null);
    ServiceGroup group = new ServiceGroup(TestSession.of(context), services);
    services.forEach(it -> store.put(it, group)); // which closes it, whatever happens now
    group.start();
  }

  private void start() {
    services.forEach(it -> requireNoCycle(it, List.of()));
    CompletableFuture<Void> firstFailure = new CompletableFuture<>();
    List<CompletableFuture<RunningService>> starting = new ArrayList<>();
    for (Service service : services) {
      starting.add(session.acquire(service, startOf(service)));
      users.add(service);
    }
    for (CompletableFuture<RunningService> one : starting) {
      var unused =
          one.whenComplete(
              (started, failure) -> {
                if (failure != null) {
                  firstFailure.completeExceptionally(failure);
                }
              });
    }
    var unused =
        CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new))
            .thenRun(() -> firstFailure.complete(null));
    try {
      Startup.await(firstFailure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ContainerRunException("start of " + services + ": interrupted", stopped);
    }
  }

  Callable<RunningService> startOf(Service service) {
    return () -> new Startup(session, this, service).start();
  }

  /** What a service starts after: what it says, and the containers that its run mentions. */
  Collection<Service> neededBy(Service service) {
    Set<String> mentioned = service.definition().mentioned();
    Stream<Service> byName =
        services.stream()
            .filter(it -> it.run().get(ContainerRun.NAME).filter(mentioned::contains).isPresent());
    return Stream.concat(service.definition().after().stream(), byName)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void requireNoCycle(Service service, List<Service> before) {
    if (before.contains(service)) {
      throw new ServiceException(
          service
              + " is not started: it needs itself to be started before, by way of "
              + before.stream().map(Service::toString).collect(Collectors.joining(", ")));
    }
    List<Service> path = new ArrayList<>(before);
    path.add(service);
    neededBy(service).forEach(it -> requireNoCycle(it, path));
  }

  /** Removes the services, the last first, each after those that need it. */
  @Override
  public void close() {
    List<Service> open = new ArrayList<>(users);
    users.clear();
    RuntimeException failure = null;
    for (int i = open.size() - 1; i >= 0; i--) {
      try {
        session.lease(open.get(i)).release();
      } catch (RuntimeException left) {
        if (failure == null) {
          failure = left;
        } else {
          failure.addSuppressed(left);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
