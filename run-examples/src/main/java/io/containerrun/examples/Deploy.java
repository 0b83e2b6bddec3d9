package io.containerrun.examples;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.containerrun.Change;
import io.containerrun.ContainerRun;
import io.containerrun.ContainerRunException;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.ContainerNotFoundException;
import io.containerrun.engine.ContainerRunModule;
import io.containerrun.engine.Engine;
import io.containerrun.engine.EngineOptions;
import io.containerrun.engine.ImageProgress;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunningContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings the containers of an engine to what a file says: makes those that are missing, replaces
 * those that differ, leaves the others alone. If one does not become healthy, all are as before.
 *
 * <p>{@code Deploy plan FILE} says what is to be done, {@code Deploy apply FILE} does it. The file
 * has a run for each name of a container, in the order of their start:
 *
 * <pre>
 * db:
 *   image: postgres:16
 *   volume: data:/var/lib/postgresql/data
 *   health-cmd: pg_isready
 * </pre>
 */
public final class Deploy {

  /** What is to be done for one container: nothing if it is there and has no changes. */
  record Step(String name, ContainerRun run, Optional<ContainerHandle> old, List<Change> changes) {
    boolean isNeeded() {
      return old.isEmpty() || !changes.isEmpty() || !old.get().isRunning();
    }

    @Override
    public String toString() {
      String why = changes.isEmpty() ? "it does not run" : changes.toString();
      String what = isNeeded() ? "replace, " + why : "as it should be";
      return name + ": " + (old.isEmpty() ? "new" : what);
    }
  }

  private final Engine engine;
  private final Ready healthy;
  private final Consumer<String> progress;

  Deploy(Engine engine, Ready healthy, Consumer<String> progress) {
    this.engine = engine;
    this.healthy = healthy;
    this.progress = progress;
  }

  /** Exits with 1 if the containers are not as the file says. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !List.of("plan", "apply").contains(args[0])) {
      System.err.println("usage: Deploy plan|apply FILE");
      System.exit(2);
    }
    EngineOptions options = EngineOptions.standard().pullListener(ImageProgress.bar(System.err));
    try (Engine engine = Engine.connect(options)) {
      Deploy deploy = new Deploy(engine, Ready.healthy(), System.out::println);
      List<Step> steps = deploy.plan(read(Files.readString(Path.of(args[1]))));
      if (args[0].equals("apply")) {
        deploy.apply(steps);
      }
    } catch (ContainerRunException failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  static Map<String, ContainerRun> read(String yaml) throws IOException {
    // region services-of-yaml
    YAMLMapper mapper = YAMLMapper.builder().addModule(new ContainerRunModule()).build();
    Map<String, ContainerRun> services =
        mapper.readValue(yaml, new TypeReference<LinkedHashMap<String, ContainerRun>>() {});
    services.replaceAll((name, run) -> run.name(name).requireValid());
    // endregion
    return services;
  }

  List<Step> plan(Map<String, ContainerRun> services) {
    List<Step> steps = new ArrayList<>();
    services.forEach((name, run) -> steps.add(step(name, run)));
    steps.forEach(step -> progress.accept(step.toString()));
    return steps;
  }

  private Step step(String name, ContainerRun run) {
    try {
      ContainerHandle old = engine.container(name);
      return new Step(name, run, Optional.of(old), old.drift(run));
    } catch (ContainerNotFoundException missing) {
      return new Step(name, run, Optional.empty(), List.of());
    }
  }

  /** Carries out the steps; undoes them, the last one first, if one fails. */
  void apply(List<Step> steps) {
    Deque<Runnable> undo = new ArrayDeque<>();
    List<Step> needed = steps.stream().filter(Step::isNeeded).toList();
    try {
      needed.forEach(step -> carryOut(step, undo));
    } catch (ContainerRunException failure) {
      progress.accept("rolling back: " + failure.getMessage());
      undo.forEach(Runnable::run);
      throw failure;
    }
    needed.forEach(step -> step.old().ifPresent(ContainerHandle::remove));
    progress.accept("done");
  }

  private void carryOut(Step step, Deque<Runnable> undo) {
    step.old().ifPresent(old -> setAside(step, old, undo));
    boolean checked = step.run().get(ContainerRun.HEALTH_CMD).isPresent();
    // region start-kept
    Engine keeping = engine.keeping(); // it outlives this process
    RunningContainer started =
        checked ? keeping.start(step.run(), healthy) : keeping.start(step.run());
    // endregion
    undo.push(started::forceRemove);
    started.close();
    progress.accept(step.name() + (checked ? ": healthy" : ": started"));
  }

  /** The old one gives way: both want the same name and ports. */
  private static void setAside(Step step, ContainerHandle old, Deque<Runnable> undo) {
    boolean ran = old.isRunning();
    old.rename(step.name() + "-before");
    undo.push(() -> old.rename(step.name()));
    old.stop();
    undo.push(() -> Optional.of(old).filter(it -> ran).ifPresent(ContainerHandle::start));
  }
}
