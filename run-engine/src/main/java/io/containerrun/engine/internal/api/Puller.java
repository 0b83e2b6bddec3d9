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
 * Pulls images from their registries to the engine.
 *
 * <p>Concurrent pulls of the same image share one pull and its result. A caller that gives up
 * leaves the pull to the others; when the last one gives up, it is cancelled. May be shared between
 * threads.
 */
public final class Puller {

  private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

  /** A listener that does nothing, for quiet runs. */
  public static final Consumer<ImageProgress> SILENCE = progress -> {};

  private record Key(String name, String tag, Optional<String> platform) {}

  /** One waiting caller; if its listener fails, only its own wait fails. */
  private record Waiter(Consumer<ImageProgress> listener, CompletableFuture<Boolean> broken) {}

  /** A pull in progress and its waiting callers; guarded by this puller. */
  private record Flight(RegistryLogin login, LongCall call, Set<Waiter> waiters) {}

  private final ApiClient client;
  private final CredentialSource credentials;
  private final ExecutorService threads;
  private final Map<Key, Flight> flights = new HashMap<>();
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
   * Pulls an image and returns when the engine has it.
   *
   * @param listener called on a thread of the engine; an exception that it throws ends this wait
   * @throws EngineException if the pull fails, even after a response that started as a success
   */
  public void pull(
      ImageReference image, Optional<String> platform, Consumer<ImageProgress> listener) {
    Key key = new Key(image.pullName(), image.pullTag(), platform);
    Waiter waiter = new Waiter(listener, new CompletableFuture<>());
    Flight flight = join(key, image, waiter);
    try {
      flight.call.await(
          CompletableFuture.anyOf(flight.call.done(), waiter.broken), client.timeouts().pull());
    } catch (EngineException failure) {
      throw flight.login.explained("pull image", failure);
    } finally {
      leave(key, flight, waiter);
    }
  }

  private synchronized Flight join(Key key, ImageReference image, Waiter waiter) {
    Flight known = flights.get(key);
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
    flights.put(key, flight);
    call.begin(
        threads, () -> login.into(request(key)), call.events(json -> report(flight, image, json)));
    return flight;
  }

  private Request request(Key key) {
    RequestPath path = client.path("images", "create");
    path.with("fromImage", key.name).with("tag", key.tag);
    key.platform.ifPresent(it -> path.with("platform", it));
    return Request.post(path.toString()).asRepeatable();
  }

  private void report(Flight flight, ImageReference image, JsonNode json) {
    ImageEvent event = ImageEvent.read(json);
    if (!event.problem().isEmpty()) {
      throw ErrorMapper.of(new Operation("pull image", image.text()), 200, event.problem());
    }
    for (Consumer<ImageProgress> each : listeners(flight)) {
      try {
        event.progressOf(image).ifPresent(each);
      } catch (RuntimeException | Error failure) {
        waitersOf(flight, each).forEach(waiter -> waiter.broken.completeExceptionally(failure));
      }
    }
  }

  private synchronized Set<Consumer<ImageProgress>> listeners(Flight flight) {
    Set<Consumer<ImageProgress>> listeners = new LinkedHashSet<>();
    flight.waiters.forEach(waiter -> listeners.add(waiter.listener));
    return listeners;
  }

  private synchronized List<Waiter> waitersOf(Flight flight, Consumer<ImageProgress> failed) {
    return flight.waiters.stream().filter(waiter -> waiter.listener == failed).toList();
  }

  private void leave(Key key, Flight flight, Waiter waiter) {
    synchronized (this) {
      flight.waiters.remove(waiter);
      if (!flight.waiters.isEmpty()) {
        return;
      }
      flights.remove(key, flight); // later callers start another pull
    }
    flight.call.cancel();
  }
}
