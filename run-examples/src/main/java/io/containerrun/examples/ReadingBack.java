package io.containerrun.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.containerrun.Change;
import io.containerrun.ContainerRun;
import io.containerrun.engine.ContainerHandle;
import io.containerrun.engine.ContainerRunModule;
import io.containerrun.engine.Engine;
import io.containerrun.engine.InspectedContainer;
import io.containerrun.engine.RunningContainer;
import io.containerrun.value.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Turns a container that exists into a run, and finds what was changed by hand. */
public final class ReadingBack {

  private ReadingBack() {}

  /**
   * Runs the examples.
   *
   * @param args an image with a shell; {@code alpine:3} by default
   */
  public static void main(String[] args) throws IOException {
    ContainerRun wanted =
        ContainerRun.of(args.length > 0 ? args[0] : "alpine:3")
            .memory("32m")
            .label("team", "storage")
            .stopSignal("SIGKILL")
            .command("sleep", "600");
    try (Engine engine = Engine.connect();
        RunningContainer worker = engine.start(wanted)) {
      asRun(engine, worker.id());
      drift(worker, wanted);
      saved(worker);
    }
  }

  private static void asRun(Engine engine, String name) throws JsonProcessingException {
    JsonMapper json = JsonMapper.builder().addModule(new ContainerRunModule()).build();
    // region read-back
    ContainerRun run = engine.container(name).toRun();
    System.out.println(run.toCommandLine());
    System.out.println(run.toJava());
    System.out.println(json.writeValueAsString(run));
    // endregion
  }

  private static void drift(ContainerHandle worker, ContainerRun wanted) {
    // region drift
    worker.update(run -> run.memory("64m").memorySwap(Size.mebibytes(64)));
    List<Change> changes = worker.drift(wanted);
    changes.forEach(System.out::println); // --memory 32m -> --memory 64m
    // endregion
  }

  private static void saved(ContainerHandle worker) throws IOException {
    Path file = Files.createTempFile("worker", ".json");
    try {
      Files.writeString(file, worker.inspectJson());
      // region saved-inspect
      InspectedContainer container = InspectedContainer.parse(Files.readString(file));
      ContainerRun run = container.toRun();
      List<String> left = container.unread(); // what no option of docker run says
      // endregion
      System.out.println(run.image() + " " + run.get(ContainerRun.MEMORY) + " " + left);
    } finally {
      Files.delete(file);
    }
  }
}
