package io.containerrun.benchmarks;

import io.containerrun.ContainerRun;
import io.containerrun.engine.Input;
import io.containerrun.engine.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** 64 MiB out of a container, and into one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StreamBenchmark {

  static final long COUNT = 64L << 20;

  private static final ContainerRun WRITES = ContainerRun.of("out-" + COUNT).remove();
  private static final ContainerRun READS = ContainerRun.of("in-" + COUNT).remove().interactive();

  @Benchmark
  public long stdoutContainerRun(RunBenchmark.Clients clients) {
    Count count = new Count();
    clients.engine.run(WRITES, Output.to(count)).requireSuccess();
    return require(count.bytes);
  }

  @Benchmark
  public long stdoutSocket(RunBenchmark.Own own) throws IOException {
    return require(own.socket.read(COUNT));
  }

  @Benchmark
  public long stdoutDockerJava(RunBenchmark.Clients clients) throws InterruptedException {
    return require(clients.dockerJava.read(COUNT));
  }

  @Benchmark
  public int stdinContainerRun(RunBenchmark.Clients clients) {
    Output output = Output.discarded();
    return clients.engine.run(READS, Input.from(new Zeros(COUNT)), output).exitCode();
  }

  @Benchmark
  public void stdinSocket(RunBenchmark.Own own) throws IOException {
    own.socket.write(COUNT, new Zeros(COUNT));
  }

  @Benchmark
  public void stdinDockerJava(RunBenchmark.Clients clients) throws InterruptedException {
    clients.dockerJava.write(COUNT);
  }

  private static long require(long count) {
    if (count != COUNT) {
      throw new IllegalStateException("only " + count + " bytes came");
    }
    return count;
  }

  /** Counts bytes. */
  static final class Count extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int offset, int length) {
      bytes += length;
    }
  }

  /** As many zeros as asked for. */
  static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int some = (int) Math.min(left, length);
      left -= some;
      return some == 0 ? -1 : some;
    }
  }
}
