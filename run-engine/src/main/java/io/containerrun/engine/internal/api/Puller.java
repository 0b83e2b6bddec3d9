package io.containerrun.engine.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.internal.config.CredentialSource;
import io.containerrun.engine.internal.http.Request;
import io.containerrun.engine.internal.http.RequestPath;
import io.containerrun.engine.internal.json.ImageEvent;
import io.containerrun.value.ImageReference;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the engine pull images from their registries.
 *
 * <p>An image that is wanted many times at once is pulled once: the others wait for the same pull
 * and share its result. Who gives up leaves the others to it; the last one ends it. May be shared
 * between threads.
 */
public final class Puller {

  private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

  /** A listener that hears nothing, for quiet runs. */
  public static final Consumer<ImageProgress> SILENCE = progress -> {};

  private record Wanted(String name, String tag, Optional<String> platform) {}

  /** One that waits; where its own listener fails, only its own wait does. */
  private record Waiter(Consumer<ImageProgress> listener, CompletableFuture<Boolean> broken) {}

  /** A pull on its way, and who waits for it; guarded by this puller. */
  private record Flight(RegistryLogin login, LongCall call, Set<Waiter> waiters) {}

  private final ApiClient client;
  private final CredentialSource credentials;
  private final ExecutorService threads;
  private final Map<Wanted, Flight> flights = new HashMap<>();
  private final Consumer<ImageProgress> listener;

  /**
   * Creates one for an engine.
   *
   * @param listener called with the progress of the pulls of runs
   */
  public Puller(
      ApiClient client,
      CredentialSource credentials,
      Consumer<ImageProgress> listener,
      ExecutorService threads) {
    this.listener = listener;
    this.client = client;
    this.credentials = credentials;
    this.threads = threads;
  }

  /** The listener for the pulls of runs. */
  public Consumer<ImageProgress> listener() {
    return listener;
  }

  /**
   * Pulls an image and returns when it is there.
   *
   * @param hears called on a thread of the engine; what it throws ends this wait
   * @throws EngineException if it cannot be had, also where the answer began as a success
   */
  public void pull(ImageReference image, Optional<String> platform, Consumer<ImageProgress> hears) {
    Wanted wanted = new Wanted(image.pullName(), image.pullTag(), platform);
    Waiter waiter = new Waiter(hears, new CompletableFuture<>());
    Flight flight = join(wanted, image, waiter);
    try {
      flight.call.await(
          CompletableFuture.anyOf(flight.call.done(), waiter.broken), client.timeouts().pull());
    } catch (EngineException failure) {
      throw flight.login.explained("pull image", failure);
    } finally {
      leave(wanted, flight, waiter);
    }
  }

  private synchronized Flight join(Wanted wanted, ImageReference image, Waiter waiter) {
    Flight known = flights.get(wanted);
    if (known != null && !known.call.done().isDone()) {
      LOG.debug("{} is being pulled already", image);
      known.waiters.add(waiter);
      return known;
    }
    LOG.debug("pulling {}", image);
    Operation operation = new Operation("pull image", image.text());
    RegistryLogin login = new RegistryLogin(credentials, image);
    LongCall call = new LongCall(client, operation);
    Flight flight = new Flight(login, call, new LinkedHashSet<>());
    flight.waiters.add(waiter);
    flights.put(wanted, flight);
    call.begin(
        threads, () -> login.into(request(wanted)), call.events(json -> tell(flight, image, json)));
    return flight;
  }

  private Request request(Wanted wanted) {
    RequestPath path = client.path("images", "create");
    path.with("fromImage", wanted.name).with("tag", wanted.tag);
    wanted.platform.ifPresent(it -> path.with("platform", it));
    return Request.post(path.toString()).asRepeatable();
  }

  private void tell(Flight flight, ImageReference image, JsonNode json) {
    ImageEvent event = ImageEvent.read(json);
    if (!event.problem().isEmpty()) {
      throw ErrorMapper.of(new Operation("pull image", image.text()), 200, event.problem());
    }
    for (Consumer<ImageProgress> hears : listeners(flight)) {
      try {
        event.progressOf(image).ifPresent(hears);
      } catch (RuntimeException | Error failure) {
        waitersOf(flight, hears).forEach(waiter -> waiter.broken.completeExceptionally(failure));
      }
    }
  }

  private synchronized Set<Consumer<ImageProgress>> listeners(Flight flight) {
    Set<Consumer<ImageProgress>> listeners = new LinkedHashSet<>();
    flight.waiters.forEach(waiter -> listeners.add(waiter.listener));
    return listeners;
  }

  private synchronized List<Waiter> waitersOf(Flight flight, Consumer<ImageProgress> hears) {
    return flight.waiters.stream().filter(waiter -> waiter.listener == hears).toList();
  }

  private void leave(Wanted wanted, Flight flight, Waiter waiter) {
    synchronized (this) {
      flight.waiters.remove(waiter);
      if (!flight.waiters.isEmpty()) {
        return;
      }
      flights.remove(wanted, flight); // who comes now begins anew
    }
    flight.call.cancel();
  }
}
