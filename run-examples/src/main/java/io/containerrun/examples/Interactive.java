package io.containerrun.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Attach;
import io.containerrun.engine.Engine;
import io.containerrun.engine.Ready;
import io.containerrun.engine.RunningContainer;
import io.containerrun.engine.Session;
import io.containerrun.engine.SignalForwarding;
import io.containerrun.value.StandardStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;

/** Interactive containers: sessions, processes and signals. */
public final class Interactive {

  private Interactive() {}

  /**
   * Runs the examples.
   *
   * @param args an image with a shell; {@code alpine:3} by default
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    ContainerRun alpine = ContainerRun.of(args.length > 0 ? args[0] : "alpine:3").remove();
    try (Engine engine = Engine.connect()) {
      talk(engine, alpine);
      attach(engine, alpine);
      process(engine, alpine);
      signals(engine, alpine);
    }
  }

  private static void talk(Engine engine, ContainerRun alpine) throws IOException {
    // region session
    ContainerRun calculator = alpine.interactive().command("bc");
    try (RunningContainer bc = engine.open(calculator)) {
      BufferedReader output = new BufferedReader(new InputStreamReader(bc.stdout(), UTF_8));
      OutputStream stdin = bc.stdin();
      stdin.write("6 * 7\n".getBytes(UTF_8));
      System.out.println(output.readLine()); // 42
      stdin.close(); // ends the input: bc exits
      System.out.println("bc exited with " + bc.waitFor());
    }
    // endregion
  }

  private static void attach(Engine engine, ContainerRun alpine) throws IOException {
    ContainerRun clock =
        alpine.command("sh", "-c", "echo started; while :; do echo tick; sleep 0.2; done");
    // region attach
    try (RunningContainer service = engine.start(clock, Ready.log("tick"));
        Session session =
            service.attach(Attach.standard().streams(StandardStream.STDOUT).withLogs())) {
      BufferedReader lines = new BufferedReader(new InputStreamReader(session.stdout(), UTF_8));
      System.out.println(lines.readLine()); // started
      session.detach(); // the service keeps running
      System.out.println(service.isRunning()); // true
    }
    // endregion
  }

  private static void process(Engine engine, ContainerRun alpine)
      throws IOException, InterruptedException {
    // region process
    try (RunningContainer container = engine.open(alpine.command("echo", "hello"))) {
      Process process = container.toProcess();
      System.out.println(process.inputReader().readLine()); // hello
      System.out.println("process exited with " + process.waitFor());
    }
    // endregion
  }

  @SuppressWarnings("try") // the signals pass by themselves
  private static void signals(Engine engine, ContainerRun alpine) {
    ContainerRun server = alpine.init().command("sh", "-c", "sleep 1; exit 4");
    // region signals
    try (RunningContainer container = engine.start(server);
        SignalForwarding signals = SignalForwarding.to(container)) {
      System.out.println("server exited with " + container.waitFor());
    }
    // endregion
  }
}
