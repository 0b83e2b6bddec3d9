package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.containerrun.ContainerRun;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerStats;
import io.containerrun.engine.info.ContainerStatus;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.engine.info.PathChange;
import io.containerrun.engine.testing.ConnectedToEngine;
import io.containerrun.engine.testing.NotOnPodman;
import io.containerrun.engine.testing.OnEngine;
import io.containerrun.engine.testing.TestCleanup;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Size;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handles on containers that exist. */
@OnEngine
@Tag("core")
@Timeout(180)
class ContainerIT extends ConnectedToEngine {

  private static final Ready DONE = Ready.log("done");

  private static ContainerRun shell(String script) {
    return ContainerRun.of("containerrun/base").command("sh", "-c", script);
  }

  @Test
  void isHeldByItsNameOrTheBeginningOfItsId() {
    String name = "it-" + UUID.randomUUID();
    ContainerRun run = shell("echo hi; sleep 60").name(name).publish(80);
    try (RunningContainer owned = engine.start(run, Ready.log("hi"))) {
      ContainerHandle container = engine.container(name);
      assertThat(container.id()).isEqualTo(owned.id());
      assertThat(engine.container(owned.id().substring(0, 20)).name()).isEqualTo(name);
      assertThat(container.address(80)).isEqualTo(owned.address(80));
      assertThat(container.exitCode()).isEmpty();
      assertThat(container.waitFor(Duration.ofMillis(50))).isFalse();
      CompletableFuture<Integer> exit = container.onExit();
      container.stop(Duration.ZERO);
      assertThat(exit.join()).isEqualTo(137);
      assertThat(container.waitFor()).isEqualTo(137);
      assertThat(container.exitCode()).hasValue(137);
      assertThat(container.isRunning()).isFalse();
      assertThat(container.logs()).isEqualTo("hi\n");
    }
    assertThatThrownBy(() -> engine.container(name))
        .isInstanceOf(ContainerNotFoundException.class)
        .hasMessageContaining(name);
  }

  @Test
  void tellsTheCodeOfOneThatIsRemovedAsItEnds() {
    try (RunningContainer owned = engine.start(shell("read x; exit 4").interactive().remove())) {
      ContainerHandle container = engine.container(owned.id());
      CompletableFuture<Integer> exit = container.onExit();
      container.kill();
      assertThat(exit.join()).isEqualTo(137);
      assertThat(owned.waitFor()).isEqualTo(137);
      assertThatThrownBy(container::waitFor).isInstanceOf(ContainerNotFoundException.class);
    }
  }

  @Test
  void isStoppedAndStartedAgain() throws InterruptedException {
    try (RunningContainer owned =
        engine.start(shell("echo run; trap 'exit 3' TERM; sleep 60 & wait"))) {
      ContainerHandle container = engine.container(owned.id());
      untilItHasWritten(container, "run\n");
      container.pause();
      assertThatThrownBy(container::pause).isInstanceOf(EngineException.class);
      container.unpause();
      owned.stop();
      assertThat(owned.waitFor()).isIn(3, 137, 143);
      owned.start();
      assertThat(owned.exitCode()).isEmpty();
      untilItHasWritten(container, "run\nrun\n");
      owned.restart(Duration.ZERO);
      assertThat(owned.waitFor(Duration.ofMillis(50))).isFalse();
      untilItHasWritten(container, "run\nrun\nrun\n");
      owned.start();
      owned.kill();
      assertThat(owned.waitFor()).isEqualTo(137);
      assertThat(container.exitCode()).hasValue(137);
      assertThat(container.logs()).isEqualTo("run\nrun\nrun\n");
    }
  }

  private static void untilItHasWritten(ContainerHandle container, String text)
      throws InterruptedException {
    while (!container.logs().equals(text)) {
      Thread.sleep(20);
    }
  }

  @Test
  @NotOnPodman(value = "cannot update a container", before = 5)
  void isChangedAndRemoved() {
    String name = "it-" + UUID.randomUUID();
    try (RunningContainer owned = engine.start(shell("cat").interactive().tty())) {
      ContainerHandle container = engine.container(owned.id());
      container.update(run -> run.pidsLimit(50).memory("64m").memorySwap(Size.mebibytes(64)));
      container.resize(30, 100);
      container.rename(name);
      assertThat(owned.name()).isEqualTo(name);
      assertThatThrownBy(container::remove)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("running");
      container.kill();
      container.waitFor();
      container.remove();
      container.forceRemove();
      assertThatThrownBy(container::start).isInstanceOf(ContainerNotFoundException.class);
    }
  }

  @Test
  @NotOnPodman(value = "lists processes in one column", before = 5)
  void showsWhatAContainerIsAndDoes() throws InterruptedException {
    ContainerRun run =
        shell("echo one; echo two >&2; touch /new; sleep 1; echo three; sleep 60")
            .label("it", "insight")
            .env("SECRET", "s3cret")
            .memory("64m")
            .restart(RestartPolicy.onFailure(2));
    try (RunningContainer owned = engine.start(run, Ready.log("one"))) {
      ContainerHandle container = engine.container(owned.id());
      BlockingQueue<String> lines = new LinkedBlockingQueue<>();
      try (Subscription log =
          container.followLogs(LogQuery.standard(), Output.toLines(it -> lines.add(it)))) {
        assertThat(List.of(lines.take(), lines.take())).containsExactlyInAnyOrder("one", "two");
        assertThat(lines.take()).isEqualTo("three");
        assertThat(log.onEnd()).isNotDone();
      }
      LogQuery errors = LogQuery.standard().only(StandardStream.STDERR).timestamps();
      assertThat(container.logs(errors)).matches("20\\d\\d-.*Z two\n");
      assertThat(container.logs(LogQuery.standard().since(Instant.now().plusSeconds(60))))
          .isEmpty();
      ContainerDetails inspection = container.inspect();
      assertThat(inspection.state().status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(inspection.state().started()).isPresent();
      assertThat(inspection.limits().memory()).hasValue(Size.mebibytes(64));
      assertThat(inspection.limits().restart()).hasValue(RestartPolicy.onFailure(2));
      assertThat(inspection.networks().get(0).address()).isNotEmpty();
      assertThat(inspection.toString()).doesNotContain("s3cret");
      assertThat(container.diff()).contains(new PathChange("/new", PathChange.Kind.ADDED));
      assertThat(container.top().column("CMD")).anyMatch(it -> it.contains("sleep 60"));
      ContainerFilter mine = ContainerFilter.standard().label("it", "insight").id(owned.id());
      assertThat(engine.containers(mine))
          .extracting(ContainerSummary::id)
          .containsExactly(owned.id());
    }
  }

  @Test
  void countsWhatAContainerUsesUntilItEnds() {
    ContainerRun run = shell("while :; do :; done").memory("64m").cpus(0.2);
    try (RunningContainer owned = engine.start(run)) {
      ContainerStats stats = owned.stats();
      assertThat(stats.cpuPercent()).isPositive().isLessThan(60);
      assertThat(stats.memoryLimit()).isEqualTo(Size.mebibytes(64));
      assertThat(stats.processes()).isEqualTo(1);
      List<ContainerStats> samples = new CopyOnWriteArrayList<>();
      try (Subscription feed = owned.stats(samples::add)) {
        owned.kill();
        assertThat(feed.await(Duration.ofSeconds(20))).isTrue();
      }
      assertThat(samples).allSatisfy(it -> assertThat(it.time()).isPresent());
      assertThat(owned.stats().time()).isEmpty();
    }
  }

  @Test
  void followsTheLastLinesOfALog() throws InterruptedException {
    ContainerRun run = shell("seq 9; read line; echo $line; sleep 60").interactive();
    try (RunningContainer owned = engine.start(run, Ready.log("9"))) {
      BlockingQueue<String> two = new LinkedBlockingQueue<>();
      BlockingQueue<String> none = new LinkedBlockingQueue<>();
      LogQuery all = LogQuery.standard();
      try (Subscription last = owned.followLogs(all.tail(2), Output.toLines(it -> two.add(it)));
          Subscription later = owned.followLogs(all.tail(0), Output.toLines(it -> none.add(it)))) {
        assertThat(List.of(two.take(), two.take())).containsExactly("8", "9");
        owned.stdin().write("new\n".getBytes(StandardCharsets.UTF_8));
        owned.stdin().flush();
        assertThat(two.take()).isEqualTo("new");
        assertThat(none.take()).isEqualTo("new");
        assertThat(List.of(last.onEnd(), later.onEnd())).noneMatch(CompletableFuture::isDone);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  @Test
  void makesAnImageOfAContainer() {
    String image = "it-" + UUID.randomUUID() + ":1";
    try (RunningContainer owned =
        engine.start(shell("echo kept > /kept; echo done; sleep 60"), DONE)) {
      String id = owned.commit(Commit.of(image).change("CMD [\"cat\", \"/kept\"]").message("it"));
      try {
        assertThat(id).startsWith("sha256:");
        assertThat(engine.run(ContainerRun.of(image).remove()).stdout()).isEqualTo("kept\n");
      } finally {
        TestCleanup.removeImage(image);
      }
    }
  }
}
