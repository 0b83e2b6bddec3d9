package io.containerrun.benchmarks;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Engine;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One run from create to exit code against an engine that answers at once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RunBenchmark {

  static final ContainerRun HELLO = ContainerRun.of("hello").remove().command("echo", "hello");

  /** What all threads share. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // open() comes first
  public static class Clients {
    EngineProcess process;
    Engine engine;
    DockerJavaClient dockerJava;

    @Setup(Level.Trial)
    public void open() throws IOException {
      process = new EngineProcess();
      engine = Engine.connect(process.host());
      dockerJava = new DockerJavaClient(process.host());
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
      engine.close();
      dockerJava.close();
      process.close();
    }
  }

  /** A thread's own. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // open() comes first
  public static class Own {
    SocketClient socket;

    @Setup(Level.Trial)
    public void open(Clients clients) throws IOException {
      socket = new SocketClient(clients.process.socket());
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
      socket.close();
    }
  }

  @Benchmark
  public String containerRun(Clients clients) {
    return clients.engine.run(HELLO).requireSuccess().stdout();
  }

  @Benchmark
  public String socket(Own own) throws IOException {
    return own.socket.hello();
  }

  @Benchmark
  public String dockerJava(Clients clients) throws InterruptedException {
    return clients.dockerJava.hello();
  }
}
