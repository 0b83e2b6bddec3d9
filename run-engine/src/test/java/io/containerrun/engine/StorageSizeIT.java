package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.Fact;
import io.containerrun.InvalidRunException;
import io.containerrun.engine.testing.OnEngine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The size of a container's storage, on an engine that enforces it: btrfs, see {@code verify}. */
@OnEngine
@EnabledIfEnvironmentVariable(named = "CONTAINERRUN_BTRFS_ENGINE", matches = "unix://.+")
class StorageSizeIT {

  private static final ContainerRun RUN =
      ContainerRun.of("containerrun/base").network("none").remove();

  private static Engine engine;

  @BeforeAll
  static void bringTheImage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("base.tar");
    try (Engine other = Engine.connect()) {
      other.images().save(file, "containerrun/base");
    }
    engine = Engine.connect(System.getenv("CONTAINERRUN_BTRFS_ENGINE"));
    engine.images().load(file);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void aSizeBelowTheBaseSizeIsAViolationWithBothSizes() {
    assertThat(engine.target().get(Fact.STORAGE_DRIVER)).contains("btrfs");
    ContainerRun small = RUN.storageOpt("size", "1k").command("true");
    assertThatThrownBy(() -> engine.run(small))
        .isInstanceOf(InvalidRunException.class)
        .hasMessageContaining("--storage-opt size=1k")
        .hasMessageContaining("16k")
        .hasMessageContaining("[storage-size-below-base]");
    // The engine agrees.
    assertThatThrownBy(() -> engine.run(small.silence("storage-size-below-base")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("quota");
  }

  @Test
  void aLargerSizeIsEnforced() {
    ContainerRun run = RUN.storageOpt("size", "64m");
    String write = "dd if=/dev/zero of=/big bs=1048576 count=";
    assertThat(engine.run(run.command("sh", "-c", write + "8")).exitCode()).isZero();
    RunResult full = engine.run(run.command("sh", "-c", write + "100"));
    assertThat(full.exitCode()).isNotZero();
    assertThat(full.stderr()).containsIgnoringCase("quota");
  }
}
