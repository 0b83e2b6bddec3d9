package io.containerrun.engine.internal.run;

import io.containerrun.Environment;
import io.containerrun.engine.internal.api.OwnedKind;
import io.containerrun.engine.internal.util.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * The reapers of one engine, and the order in which they end: containers first, because networks
 * and volumes cannot be removed before. May be shared between threads.
 */
public final class Reapers {

  /** How long ending takes at most, whatever the engine does. */
  private static final Duration LIMIT = Duration.ofSeconds(8);

  /** How long of that to wait for the responses to pending creates. */
  private static final Duration PENDING = Duration.ofSeconds(3);

  private final ExecutorService threads;
  private final Duration removal;
  private final Ledger ledger;
  private final OrphanReaper orphans = new OrphanReaper();
  private final Reaper containers;
  private final Reaper networks;
  private final Reaper volumes;
  private final Sweeper sweeper;

  /**
   * Creates the reapers of an engine.
   *
   * @param environment names the folder of the ledgers
   * @param engine the address of the engine
   */
  public Reapers(
      OwnedKind containers,
      OwnedKind networks,
      OwnedKind volumes,
      Environment environment,
      String engine,
      ExecutorService threads) {
    LedgerFolder folder = LedgerFolder.of(environment);
    this.threads = threads;
    this.removal = containers.timeouts().removal();
    this.ledger = new Ledger(folder, engine);
    this.containers = new Reaper(containers, ledger, orphans);
    this.networks = new Reaper(networks, ledger, orphans);
    this.volumes = new Reaper(volumes, ledger, orphans);
    this.sweeper = new Sweeper(folder, engine, List.of(containers, networks, volumes), threads);
  }

  /** The owner of containers. */
  public Reaper containers() {
    return containers;
  }

  /** The owner of networks. */
  public Reaper networks() {
    return networks;
  }

  /** The owner of volumes. */
  public Reaper volumes() {
    return volumes;
  }

  /** Removes what ended processes have left behind. */
  public Sweeper sweeper() {
    return sweeper;
  }

  /**
   * Rejects new creates, waits for pending ones, and removes all owned objects as far as the engine
   * allows. Takes 8 seconds at most, and logs what is left then. A sweep in progress may use the
   * rest of that time.
   */
  public void close() {
    long end = System.nanoTime() + Nanos.of(LIMIT);
    removeAll(end);
    sweeper.close(end);
  }

  /** Does the same when the process exits, without waiting for a sweep. */
  public void exit() {
    removeAll(System.nanoTime() + Nanos.of(LIMIT));
  }

  private void removeAll(long end) {
    List<Reaper> all = List.of(containers, networks, volumes);
    all.forEach(Reaper::reject);
    orphans.hurry();
    removeContainers(end);
    List<Runnable> jobs = new ArrayList<>();
    jobs.addAll(removals(networks));
    jobs.addAll(removals(volumes));
    Workers.run(jobs, threads, end);
    orphans.close(removal, end);
    all.forEach(Reaper::reportLeft);
    ledger.close();
  }

  private void removeContainers(long end) {
    // Those that exist need not wait for those that may come.
    Workers.run(removals(containers), threads, end);
    Duration patience = PENDING.compareTo(removal) < 0 ? PENDING : removal;
    Workers.await(() -> !isPending(), Math.min(end, System.nanoTime() + Nanos.of(patience)));
    List<Runnable> jobs = new ArrayList<>(removals(containers));
    for (Reaper reaper : List.of(containers, networks, volumes)) {
      reaper.pendingMarks().forEach(mark -> jobs.add(() -> reaper.removePending(mark)));
    }
    Workers.run(jobs, threads, end);
  }

  private boolean isPending() {
    return containers.isPending() || networks.isPending() || volumes.isPending();
  }

  private static List<Runnable> removals(Reaper reaper) {
    return reaper.ids().stream().<Runnable>map(id -> () -> reaper.removeQuietly(id)).toList();
  }
}
