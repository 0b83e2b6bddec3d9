package io.containerrun.engine.internal.handle;

import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.internal.api.ErrorMapper;
import io.containerrun.engine.internal.run.ExitWatch;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** What is known of a container beside its id: asked of the engine, or kept since its creation. */
interface ContainerLife {

  /** The current name. */
  String name();

  /** The container has another name now. */
  void renamed(String name);

  /** Whether its output is raw, in one stream. */
  boolean hasTerminal();

  /** Completes with the exit code; cancelling it releases what it holds. */
  CompletableFuture<Integer> onExit();

  /** The exit code of the last run; empty while it runs and before its first start. */
  OptionalInt exitCode();

  /** The container was started again. */
  void started();

  /** The life of a container that others may own: the engine is asked each time. */
  static ContainerLife observed(EngineCore core, String id) {
    return new Observed(core, id);
  }

  /** Asks the engine each time. */
  record Observed(EngineCore core, String id) implements ContainerLife {

    private ContainerDetails details() {
      return core.containers().inspect(id);
    }

    @Override
    public String name() {
      return details().name();
    }

    @Override
    public void renamed(String name) {}

    @Override
    public boolean hasTerminal() {
      return details().config().terminal();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
      return ExitWatch.join(core.containers(), id, core.threads()).closedWithCode();
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
    public void started() {}
  }
}
