package io.containerrun.engine.internal.run;

/**
 * A create whose outcome is open: the container may exist, but its id is not known yet. Closing it
 * ends the wait of whoever removes all containers. Used by one thread.
 */
final class PendingCreate implements AutoCloseable {

  private final ContainerReaper reaper;
  private final String mark;
  private boolean abandoned;

  PendingCreate(ContainerReaper reaper, String mark) {
    this.reaper = reaper;
    this.mark = mark;
  }

  /** The value of the container's label. */
  String mark() {
    return mark;
  }

  /** The container exists, and belongs to the reaper from now on. */
  void created(String id) {
    reaper.add(id);
  }

  /** Gives the create up: a container that the engine creates later is removed. */
  void abandon() {
    abandoned = true;
    reaper.abandon(mark);
  }

  @Override
  public void close() {
    if (!abandoned) {
      reaper.settle(mark);
    }
  }
}
