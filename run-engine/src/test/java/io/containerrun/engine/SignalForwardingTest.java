package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.containerrun.engine.internal.handle.JvmSignal;
import io.containerrun.engine.internal.handle.SignalHandlers;
import io.containerrun.value.Signal;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // it has no signals
class SignalForwardingTest {

  private final BlockingQueue<Signal> received = new LinkedBlockingQueue<>();

  private static void raise(String signal) throws IOException, InterruptedException {
    long self = ProcessHandle.current().pid();
    new ProcessBuilder("kill", "-s", signal, Long.toString(self)).inheritIO().start().waitFor();
  }

  @Test
  void receivesTheSignalsOfThisProcessUntilItIsClosed() throws Exception {
    Set<Signal> signals = Set.of(Signal.USR1, Signal.of("SIGCONT"));
    try (SignalHandlers outer = SignalHandlers.of(signals, received::add)) {
      try (SignalHandlers inner = SignalHandlers.of(signals, signal -> received.add(Signal.KILL))) {
        raise("USR1");
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(Signal.KILL);
        assertThat(inner).isNotSameAs(outer);
      }
      raise("USR1");
      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(Signal.USR1);
      raise("CONT");
      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(Signal.of("SIGCONT"));
    }
    raise("CONT");
    assertThat(received.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void leavesToTheJvmWhatItNeeds() {
    assertThat(JvmSignal.take(Signal.KILL, received::add)).isEmpty();
    assertThat(JvmSignal.take(Signal.of("SIGSEGV"), received::add)).isEmpty();
    assertThat(JvmSignal.take(Signal.of("SIGNONE"), received::add)).isEmpty();
  }
}
