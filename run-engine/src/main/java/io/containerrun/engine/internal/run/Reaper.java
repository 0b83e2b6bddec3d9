package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.EngineException;
import io.containerrun.engine.internal.api.LabelledObject;
import io.containerrun.engine.internal.api.Labels;
import io.containerrun.engine.internal.api.Operation;
import io.containerrun.engine.internal.api.OwnedKind;
import io.containerrun.engine.internal.api.OwnedKind.Removal;
import io.containerrun.engine.internal.http.ConnectionFailure;
import io.containerrun.engine.internal.util.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the objects of one kind that this library has to remove: those in progress, those whose
 * handle is open, and those whose create is pending. May be shared between threads.
 */
public final class Reaper {

  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

  /** The longest response to a look for an orphan. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** How long to wait for a removal by an engine that has just not responded. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** The pause before the next look at what is being created. */
  private static final Duration AGAIN = Duration.ofMillis(50);

  /** Counts the objects of this process. */
  private static final AtomicLong COUNT = new AtomicLong();

  private final OwnedKind api;
  private final Ledger ledger;
  private final OrphanReaper orphans;

  /** An object that is owned; the mark is empty if it has no label. */
  private record Owned(String mark, String name) {}

  private final Map<String, Owned> owned = new ConcurrentHashMap<>();

  /** Pending creates by the value of their label. */
  private final Set<String> pending = ConcurrentHashMap.newKeySet();

  /** Removals in progress by id; each completes when the first thread has finished. */
  private final Map<String, CompletableFuture<Void>> removals = new ConcurrentHashMap<>();

  /** Guarded by this. */
  private boolean closed;

  Reaper(OwnedKind api, Ledger ledger, OrphanReaper orphans) {
    this.api = api;
    this.ledger = ledger;
    this.orphans = orphans;
  }

  String kind() {
    return api.kind();
  }

  private static String mark(long number) {
    return Labels.THIS_SESSION + "." + number;
  }

  /** The mark that the next object will have if no other comes first. */
  static String nextMark() {
    return mark(COUNT.get() + 1);
  }

  /**
   * Creates an object that this reaper owns.
   *
   * @param name of the object, for messages; empty if the engine generates it
   * @param kept whether the object is to be kept, see {@link #expect}
   * @param call creates it with the labels of the pending create, and reports its id
   */
  <T> T create(String name, boolean kept, Function<PendingCreate, T> call) {
    try (PendingCreate create = expect(name, kept)) {
      try {
        return call.apply(create);
      } catch (ContainerRunException failure) {
        throw create.failed(failure);
      }
    }
  }

  /**
   * Creates an object that this reaper owns unless it is to be kept, and returns its id.
   *
   * @param name of the object, for messages; empty if the engine generates it
   * @param kept whether the object is to be kept
   * @param call creates it with the labels of the pending create, and returns its id
   */
  public String createById(String name, boolean kept, Function<PendingCreate, String> call) {
    String created =
        create(
            name,
            kept,
            pending -> {
              String id = call.apply(pending);
              pending.created(id);
              return id;
            });
    if (kept) {
      keep(created);
    }
    return created;
  }

  /**
   * Gives up the ownership of an object that is to be kept, once its call is over.
   *
   * @throws ContainerRunException if the engine was closed meanwhile, which removes the object
   */
  public void keep(String id) {
    if (!release(id)) {
      throw new ContainerRunException(
          "create " + kind() + " " + Operation.shortId(id) + ": the engine was closed");
    }
  }

  /**
   * Registers a pending create, which the end of the engine waits for.
   *
   * @param kept whether the object is to be kept: it is owned as long as its call is in progress,
   *     and never listed for the case that this process is killed
   * @throws ContainerRunException if the engine was closed
   */
  synchronized PendingCreate expect(String name, boolean kept) {
    if (closed) {
      throw new ContainerRunException("create " + kind() + ": the engine was closed");
    }
    String mark = mark(COUNT.incrementAndGet());
    pending.add(mark);
    if (!kept) {
      ledger.add(mark);
    }
    return new PendingCreate(this, mark, name, kept);
  }

  /** Ends a pending create. */
  void settle(String mark) {
    pending.remove(mark);
  }

  /** Records that no object has a mark. */
  void forget(String mark) {
    ledger.remove(mark, false);
  }

  /** Removes an object whose create was given up as soon as the engine has created it. */
  void abandon(PendingCreate create, boolean replaced) {
    if (pending.contains(create.mark())) { // otherwise closing the engine has found it
      String name = create.name().isEmpty() ? kind() : kind() + " " + create.name();
      String what = name + " (label " + create.label() + ")";
      orphans.add(what, !replaced, () -> removeMarked(create.mark()));
    }
  }

  private boolean removeMarked(String mark) {
    List<LabelledObject> found = api.labelled(Labels.RUN, mark, lookLimit());
    boolean removed = !found.isEmpty();
    for (LabelledObject late : found) {
      // An engine lists a container that it is still creating, and may not find it then.
      removed &= api.tryRemove(late.id(), lookLimit()) == Removal.DONE;
    }
    if (removed) {
      forget(mark);
    }
    return removed;
  }

  private Duration lookLimit() {
    return api.timeouts().responseUpTo(LOOK);
  }

  /** Takes over an object that has no owner; does nothing if it has this one. */
  public void add(String id) {
    owned.putIfAbsent(id, new Owned("", ""));
  }

  void add(String id, String mark, String name) {
    owned.put(id, new Owned(mark, name));
  }

  /**
   * Gives up the ownership of an object.
   *
   * @return whether it was still owned; false once all are being removed
   */
  public boolean release(String id) {
    return release(id, false);
  }

  /**
   * Gives up the ownership of an object.
   *
   * @param durable whether that holds even if the power fails now, which costs milliseconds
   * @return whether it was still owned; false once all are being removed
   */
  public synchronized boolean release(String id, boolean durable) {
    Owned released = closed ? null : owned.remove(id);
    if (released != null) {
      ledger.remove(released.mark, durable);
    }
    return released != null;
  }

  /**
   * Removes an object if it is still owned, even if the thread is interrupted; kills a container
   * first. Returns once its name is free, whichever thread removes it.
   */
  public void remove(String id) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> first = removals.putIfAbsent(id, mine);
    if (first == null) {
      removeFirst(id, mine);
    } else {
      Waiting.uninterrupted(() -> Waiting.on(first, "remove " + kind() + " " + id));
    }
  }

  private void removeFirst(String id, CompletableFuture<Void> removal) {
    try {
      if (owned.containsKey(id)) {
        Waiting.uninterrupted(() -> api.removeIfThere(id));
        removed(id);
      }
      removal.complete(null);
    } catch (RuntimeException | Error failure) {
      removal.completeExceptionally(failure);
      if (failure instanceof EngineException engine && engine.status().isEmpty()) {
        retry(id);
      }
      throw failure;
    } finally {
      removals.remove(id);
    }
  }

  private void removed(String id) {
    Owned gone = owned.remove(id);
    if (gone != null) {
      forget(gone.mark);
    }
  }

  /** Removes an object later: the engine did not respond. */
  private void retry(String id) {
    orphans.add(
        described(id),
        false, // as long as it is owned, closing the engine removes it
        () -> {
          boolean gone =
              !owned.containsKey(id) || api.tryRemove(id, lookLimit()) != Removal.REJECTED;
          if (gone) {
            removed(id);
          }
          return gone;
        });
  }

  /**
   * Removes an object after a failure; a failure of the removal is only added as suppressed. If an
   * engine that does not respond is the failure, the removal is not waited for: it is tried again
   * in the background.
   */
  public void removeAfter(Throwable failure, String id) {
    try {
      if (isSilence(failure)) {
        removeSoon(id);
      } else {
        remove(id);
      }
    } catch (ContainerRunException second) {
      failure.addSuppressed(second);
      if (isClosed()) { // otherwise closing the engine tries again
        LOG.warn("{} is left behind: {}", described(id), second.getMessage());
      }
    }
  }

  private static boolean isSilence(Throwable failure) {
    return failure.getCause() instanceof ConnectionFailure below
        && below.kind() == ConnectionFailure.Kind.TOO_LATE;
  }

  private void removeSoon(String id) {
    try {
      if (owned.containsKey(id) && api.tryRemove(id, SOON) != Removal.REJECTED) {
        removed(id);
      } else {
        retry(id);
      }
    } catch (ContainerRunException stillSilent) {
      retry(id);
      throw stillSilent;
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  // The end.

  /** Rejects new creates. */
  synchronized void reject() {
    closed = true;
  }

  /** The ids of the objects that are owned now. */
  List<String> ids() {
    return List.copyOf(owned.keySet());
  }

  /** Whether a create has no response yet. */
  boolean isPending() {
    return !pending.isEmpty();
  }

  /** Removes an object as far as the engine allows. */
  void removeQuietly(String id) {
    try {
      remove(id);
    } catch (ContainerRunException failure) {
      LOG.debug("{} cannot be removed: {}", described(id), failure.getMessage());
    }
  }

  /** The marks of the creates without a response. */
  List<String> pendingMarks() {
    return List.copyOf(pending);
  }

  /** Removes the object of a pending create if the engine has created it. */
  void removePending(String mark) {
    try {
      boolean gone = Waiting.until(() -> removeListed(mark), AGAIN, SOON, "remove " + kind());
      if (!gone) {
        LOG.debug("{} with label {}={} is still listed", kind(), Labels.RUN, mark);
      }
    } catch (ContainerRunException failure) {
      LOG.debug("{} with label {}={}: {}", kind(), Labels.RUN, mark, failure.getMessage());
    }
  }

  /**
   * Returns whether nothing is listed any more: what is being created is not found by its id yet.
   */
  private boolean removeListed(String mark) {
    List<LabelledObject> listed = api.labelled(Labels.RUN, mark, lookLimit());
    for (LabelledObject found : listed) {
      add(found.id(), mark, found.name());
      settle(mark);
      removeQuietly(found.id());
    }
    return listed.isEmpty();
  }

  /** Names in the log what is still owned. */
  void reportLeft() {
    ids()
        .forEach(id -> LOG.warn("{} is left behind: the engine has not removed it", described(id)));
  }

  /** {@code container 0123456789ab (name db, label io.containerrun.run=…)}. */
  private String described(String id) {
    Owned object = owned.getOrDefault(id, new Owned("", ""));
    boolean named = !object.name.isEmpty() && !object.name.equals(id);
    String name = named ? "name " + object.name : "";
    String label = object.mark.isEmpty() ? "" : "label " + Labels.RUN + "=" + object.mark;
    String both = name.isEmpty() || label.isEmpty() ? name + label : name + ", " + label;
    String text = kind() + " " + (object.name.equals(id) ? id : Operation.shortId(id));
    return both.isEmpty() ? text : text + " (" + both + ")";
  }
}
