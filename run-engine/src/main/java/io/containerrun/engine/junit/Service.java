package io.containerrun.engine.junit;

import io.containerrun.CheckReturnValue;
import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.NetworkSpec;
import io.containerrun.engine.Ready;
import io.containerrun.engine.VolumeSpec;
import io.containerrun.value.VolumeMount;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A container that tests need: the run that describes it, and when it is ready.
 *
 * <pre>{@code
 * class OrdersTest {
 *   @RegisterExtension
 *   static final Service db =
 *       Service.of(ContainerRun.of("postgres:16").env("POSTGRES_PASSWORD", "test").publish(5432))
 *           .ready(Ready.log("ready to accept connections"));
 *
 *   @Test
 *   void storesOrders() {
 *     Orders orders = new Orders("localhost", db.port(5432));
 *   }
 * }
 * }</pre>
 *
 * <p>A service in a static field runs for all tests of the class, one in an instance field for each
 * test; with {@code @TestInstance(PER_CLASS)} an instance field counts as a static one. The
 * services of a class start in parallel, except that one starts after those that it needs: those of
 * {@link #after}, and those whose names its run mentions, as {@code --volumes-from} does. They are
 * removed in the reverse order. If a start fails, so do the tests, at once, with a {@link
 * ServiceException}. A test that fails reports the last lines of its services as suppressed
 * exceptions.
 *
 * <p>The engine is that of {@link io.containerrun.engine.Engine#connect()}, or the one that the
 * configuration parameter {@code containerrun.host} of JUnit names. All tests share one connection.
 *
 * <p>Immutable: each method returns a changed copy, and only the object in the field has a
 * container. May be shared between threads: where classes that run in parallel inherit the same
 * field they share its container.
 *
 * @since 0.1.0
 */
@CheckReturnValue
@SuppressWarnings("exports") // who writes tests requires JUnit
public final class Service
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  /** What names of containers may have. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  private final Definition definition;

  /** The container of this object; a shared service uses that of the first equal one. */
  private volatile Lease<RunningService> lease = new Lease<>();

  private Service(Definition definition) {
    this.definition = definition;
  }

  /**
   * A service.
   *
   * @param run without a name, unless one container at a time is wanted on the engine
   */
  public static Service of(ContainerRun run) {
    return new Service(Definition.of(run));
  }

  /**
   * Adds a condition under which the service is ready. Conditions are awaited in their order. A
   * service without any is ready when its health check passes, if its run has one, otherwise when
   * it is started.
   */
  public Service ready(Ready condition) {
    return new Service(definition.ready(Objects.requireNonNull(condition, "condition")));
  }

  /**
   * Connects the service to a network, which is created for the services that name an equal one and
   * removed after them.
   *
   * @param network {@link NetworkSpec#standard()}, kept in a field that the services share, has a
   *     name that is unique, so that classes may run in parallel
   * @param aliases further names by which the services of the network reach this one
   */
  public Service network(NetworkSpec network, String... aliases) {
    Objects.requireNonNull(network, "network");
    return new Service(definition.network(network, List.of(aliases)));
  }

  /**
   * Mounts a volume, which is created for the services that name the same one and removed after
   * them, with its files. Specifications with equal names are the same volume; one without a name
   * is the same as itself.
   *
   * @param path an absolute path in the container
   */
  public Service volume(VolumeSpec volume, String path) {
    Objects.requireNonNull(volume, "volume");
    var unused = VolumeMount.named("checked", path);
    return new Service(definition.volume(volume, path));
  }

  /** Starts the service after others are ready; they are started even if no field has them. */
  public Service after(Service... others) {
    return new Service(definition.after(List.of(others)));
  }

  /**
   * Shares the container with all test classes that declare an equal service: an equal run, with
   * equal networks and volumes. The first class starts it, and it is removed after the last test of
   * all. If it fails to start, all these classes fail without another attempt.
   */
  public Service shared() {
    return new Service(definition.shared());
  }

  /**
   * Keeps the container after the tests, and takes it again in the next run of the tests, if the
   * machine allows it: by the environment variable {@code CONTAINERRUN_REUSE=true} or the
   * configuration parameter {@code containerrun.reuse=true} of JUnit. Elsewhere, such as on a build
   * server, the service is just {@link #shared()}.
   *
   * <p>A container is taken if it runs, is ready and not unhealthy, and a new one would be equal:
   * the same run and the same image, by its id, see {@link ContainerHandle#drift}. Otherwise it is
   * replaced. Its data stays from one run of the tests to the next: tests clean up what they need
   * clean. To be rid of it, use {@code docker rm --force NAME}.
   *
   * @param name of the container, unique on the engine; it replaces the name of the run
   * @throws IllegalArgumentException if it cannot be the name of a container
   * @throws IllegalStateException if the service has a network or a volume that is removed after
   *     the tests; use one that exists by its name in the run
   */
  public Service reused(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a container: use two or more of a-z, A-Z, 0-9, _ . and -");
    }
    return new Service(definition.reused(name));
  }

  /**
   * The container. It belongs to the tests: they may stop or restart it, and need not remove it.
   *
   * @throws IllegalStateException if the service does not run now
   */
  public ContainerHandle container() {
    return lease
        .value()
        .map(RunningService::container)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    this
                        + " does not run: annotate its field with @RegisterExtension, and use it"
                        + " from @BeforeAll on, or from @BeforeEach on if the field is not static"));
  }

  /**
   * The port of this machine on which a published TCP port is reached.
   *
   * @param port the port of the container
   * @throws IllegalStateException if the service does not run now
   */
  public int port(int port) {
    return container().port(port);
  }

  /**
   * The address at which a published TCP port is reached.
   *
   * @param port the port of the container
   * @throws IllegalStateException if the service does not run now
   */
  public InetSocketAddress address(int port) {
    return container().address(port);
  }

  /** What the container is started from, without the networks and volumes of the tests. */
  public ContainerRun run() {
    return definition.run();
  }

  /** Starts the services of the class. For JUnit. */
  @Override
  public void beforeAll(ExtensionContext context) {
    ServiceGroup.ofClass(context, this);
  }

  /** Starts the services of the test. For JUnit. */
  @Override
  public void beforeEach(ExtensionContext context) {
    ServiceGroup.ofTest(context, this);
  }

  /** Adds the last lines of the service to the failure of a test. For JUnit. */
  @Override
  public void afterEach(ExtensionContext context) {
    report(context);
  }

  /** Adds the last lines of the service to the failure of a class. For JUnit. */
  @Override
  public void afterAll(ExtensionContext context) {
    report(context);
  }

  private void report(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(
            failure ->
                lease
                    .value()
                    .ifPresent(
                        it ->
                            failure.addSuppressed(
                                ContainerReport.of(this, it.container()).asException())));
  }

  Definition definition() {
    return definition;
  }

  /** The container of this object, or what a shared service has instead. */
  Lease<RunningService> lease(Function<Definition, Lease<RunningService>> ofAll) {
    if (definition.isShared()) {
      lease = ofAll.apply(definition);
    }
    return lease;
  }

  /** {@code service postgres:16}, with the name if it has one. */
  @Override
  public String toString() {
    return "service " + definition;
  }
}
