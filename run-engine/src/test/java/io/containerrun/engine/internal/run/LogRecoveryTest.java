package io.containerrun.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.ContainerRunException;
import io.containerrun.engine.internal.api.ApiClient;
import io.containerrun.engine.internal.api.ContainerApi;
import io.containerrun.engine.internal.http.DefaultConnection;
import io.containerrun.engine.internal.http.Endpoint;
import io.containerrun.engine.internal.http.EngineAddress;
import io.containerrun.engine.internal.stream.CountedOutput;
import io.containerrun.engine.internal.stream.OutputPipes;
import io.containerrun.engine.internal.util.Threads;
import io.containerrun.engine.internal.util.Timeouts;
import io.containerrun.engine.testing.ScriptedEngine;
import io.containerrun.value.StandardStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

class LogRecoveryTest {

  @Test
  void saysThatTheEngineWasClosedMeanwhile() throws IOException {
    ExecutorService threads = Threads.forOneEngine();
    try (ScriptedEngine scripted = new ScriptedEngine();
        DefaultConnection connection =
            new DefaultConnection(Endpoint.of(EngineAddress.parse(scripted.host())), threads)) {
      ApiClient client =
          ApiClient.negotiate(
              EngineAddress.parse(scripted.host()), connection, Timeouts.DEFAULT, Optional.empty());
      LogRecovery recovery =
          new LogRecovery(
              new ContainerApi(client),
              "c1",
              EnumSet.of(StandardStream.STDOUT),
              false,
              new CompletableFuture<>(),
              threads);
      Threads.end(threads);
      assertThat(
              recovery.recover(
                  new CountedOutput(new OutputPipes()), Optional.of(new IOException("cut"))))
          .isCompletedExceptionally()
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(ContainerRunException.class)
          .withMessageContaining("read output of container c1: the engine was closed");
    }
  }
}
