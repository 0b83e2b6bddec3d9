package io.containerrun.engine.internal.handle;

import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.internal.api.ErrorMapper;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * What a handle knows about its container beyond the id: read from the engine, or kept since the
 * create.
 */
interface ContainerLife {

  /** The current name. */
  String name();

  /** What follows the id in messages without asking the engine; may be empty. */
  String remark();

  /** Records that the container has been renamed. */
  void renamed(String name);

  /** Whether the container has a terminal, so that its output is a single raw stream. */
  boolean hasTerminal();

  /** Completes with the exit code; cancelling it closes its connection. */
  CompletableFuture<Integer> onExit();

  /** The exit code of the last run; empty while it runs and before its first start. */
  OptionalInt exitCode();

  /** Gets ready for another start. */
  void starting();

  /** Records that the container has been started, or started again. */
  void started();

  /** The life of a container that others may own: reads from the engine each time. */
  static ContainerLife observed(EngineCore core, String id) {
    return new Observed(core, id);
  }

  /** Reads from the engine each time. */
  record Observed(EngineCore core, String id) implements ContainerLife {

    private ContainerDetails details() {
      return core.containers().inspect(id);
    }

    @Override
    public String name() {
      return details().name();
    }

    @Override
    public String remark() {
      return "";
    }

    @Override
    public void renamed(String name) {}

    @Override
    public boolean hasTerminal() {
      return details().config().terminal();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
      return core.launcher().join(id).closedWithCode();
    }

    @Override
    public OptionalInt exitCode() {
      ContainerDetails now = details();
      if (!now.state().status().hasEnded()) {
        return OptionalInt.empty();
      }
      int code = now.state().exitCode().orElseThrow(() -> ErrorMapper.noExitCode(id));
      return OptionalInt.of(code);
    }

    @Override
    public void starting() {}

    @Override
    public void started() {}
  }
}
