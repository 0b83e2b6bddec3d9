package io.containerrun.engine.internal.run;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.info.Leftover;
import io.containerrun.engine.internal.api.LabelledObject;
import io.containerrun.engine.internal.api.Labels;
import io.containerrun.engine.internal.api.OwnedKind;
import io.containerrun.engine.internal.util.Nanos;
import io.containerrun.engine.internal.util.Reason;
import io.containerrun.engine.internal.util.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the objects of ended processes of the same user on the same host: those that carry their
 * labels and stand in their ledgers. May be shared between threads.
 */
public final class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /** How long after the end of its process an engine may still create an object. */
  private static final Duration LATE_CREATE = Duration.ofMinutes(10);

  /** How long to keep the ledger of an engine to which nobody connects. */
  private static final Duration FORGOTTEN = Duration.ofDays(30);

  private final LedgerFolder folder;
  private final String engine;
  private final List<OwnedKind> kinds;
  private final ExecutorService threads;
  private volatile CompletableFuture<Void> background = CompletableFuture.completedFuture(null);

  Sweeper(LedgerFolder folder, String engine, List<OwnedKind> kinds, ExecutorService threads) {
    this.folder = folder;
    this.engine = engine;
    this.kinds = kinds;
    this.threads = threads;
  }

  /**
   * Sweeps on a thread of the engine what was created through the same address, if there is
   * anything. A failure is only logged.
   */
  public void begin() {
    if (!folder.hasOthers()) {
      return;
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    background = done;
    try {
      threads.execute(() -> sweepQuietly(done));
    } catch (RejectedExecutionException closed) {
      done.complete(null);
    }
  }

  private void sweepQuietly(CompletableFuture<Void> done) {
    try {
      List<OldLedger> all = folder.left();
      List<OldLedger> ours = all.stream().filter(it -> it.engine().equals(engine)).toList();
      if (ours.stream().anyMatch(it -> !it.marks().isEmpty())) {
        var unused = sweep(ours);
      }
      discard(all);
    } catch (ContainerRunException | IOException failure) {
      LOG.info("what killed processes left behind is not removed: {}", Reason.of(failure));
    } finally {
      done.complete(null);
    }
  }

  /** Waits until the sweep that {@link #begin} has started is done, or the deadline has passed. */
  void close(long end) {
    Workers.await(background::isDone, end);
  }

  /**
   * Removes what was created through any address.
   *
   * @return what was removed
   * @throws io.containerrun.engine.EngineException if the engine does not respond
   */
  public List<Leftover> sweep() {
    try {
      List<OldLedger> all = folder.left();
      List<Leftover> removed = sweep(all);
      discard(all);
      return removed;
    } catch (IOException unreadable) {
      throw new ContainerRunException(
          "sweep: the ledgers cannot be read: " + Reason.of(unreadable), unreadable);
    }
  }

  private List<Leftover> sweep(List<OldLedger> ledgers) {
    Map<String, String> processes = new HashMap<>();
    ledgers.forEach(it -> it.marks().forEach(mark -> processes.put(mark, it.owner().process())));
    Found found = new Found();
    kinds.forEach(kind -> sweep(kind, processes, found));
    ledgers.stream().filter(it -> isSettled(it, found)).forEach(Sweeper::delete);
    return List.copyOf(found.leftovers);
  }

  /** What a sweep has found; the marks are those of objects. */
  private static final class Found {
    private final List<Leftover> leftovers = new CopyOnWriteArrayList<>();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
  }

  private void sweep(OwnedKind kind, Map<String, String> processes, Found found) {
    Duration limit = kind.timeouts().response();
    List<Runnable> jobs =
        kind.labelled(Labels.OWNER, Owner.current().account(), limit).stream()
            .filter(it -> isLeft(it, processes))
            .<Runnable>map(it -> () -> remove(kind, it, found))
            .toList();
    Workers.run(jobs, threads, System.nanoTime() + Nanos.of(Timeouts.FOREVER));
  }

  private static String mark(LabelledObject object) {
    return object.labels().getOrDefault(Labels.RUN, "");
  }

  /**
   * Whether a ledger has the object, and its labels name the process of that ledger and do not say
   * that it is to be kept.
   */
  private static boolean isLeft(LabelledObject object, Map<String, String> processes) {
    String process = processes.get(mark(object));
    return process != null
        && process.equals(object.labels().get(Labels.PROCESS))
        && !object.labels().containsKey(Labels.KEPT);
  }

  private static void remove(OwnedKind kind, LabelledObject object, Found found) {
    try {
      kind.removeIfThere(object.id());
    } catch (ContainerRunException failure) {
      LOG.info("{} {} is left behind: {}", kind.kind(), object.id(), failure.getMessage());
      found.kept.add(mark(object));
      return;
    }
    String process = object.labels().get(Labels.PROCESS);
    LOG.info("removed {} {}, left behind by process {}", kind.kind(), object.id(), process);
    found.removed.add(mark(object));
    Leftover.Kind ofLeftover = Leftover.Kind.valueOf(kind.kind().toUpperCase(Locale.ROOT));
    found.leftovers.add(new Leftover(ofLeftover, object.id(), object.name()));
  }

  /** Whether nothing of a ledger is left, and nothing can still come. */
  private boolean isSettled(OldLedger ledger, Found found) {
    boolean all = found.removed.containsAll(ledger.marks());
    boolean none = ledger.marks().stream().noneMatch(found.kept::contains);
    return all || (none && ledger.engine().equals(engine) && isOlder(ledger, LATE_CREATE));
  }

  /** Removes the ledgers that are empty, and those of engines that nobody uses any more. */
  private static void discard(List<OldLedger> ledgers) {
    for (OldLedger ledger : ledgers) {
      if (ledger.marks().isEmpty() || isOlder(ledger, FORGOTTEN)) {
        delete(ledger);
      }
    }
  }

  private static boolean isOlder(OldLedger ledger, Duration age) {
    return ledger.changed().isBefore(Instant.now().minus(age));
  }

  private static void delete(OldLedger ledger) {
    try {
      Files.deleteIfExists(ledger.file());
    } catch (IOException failure) {
      LOG.info("ledger {} cannot be removed: {}", ledger.file(), Reason.of(failure));
    }
  }
}
