package io.containerrun.engine;

import io.containerrun.ContainerRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** The small process of {@link LargeStreamsIT}. */
final class LargeStreams {

  private LargeStreams() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    switch (arguments[0]) {
      case "stdout" -> stdout(arguments[1]);
      case "stdin" -> stdin(Long.parseLong(arguments[1]));
      case "files" -> files(Long.parseLong(arguments[1]));
      case "creating" -> exitWhileCreating(arguments[1]);
      default -> exit(arguments[1]);
    }
  }

  private static void stdout(String count) {
    try (Engine engine = Engine.connect()) {
      AtomicLong bytes = new AtomicLong();
      RunResult result =
          engine.run(
              ContainerRun.of("containerrun/base")
                  .remove()
                  .network("none")
                  .logDriver("none")
                  .command("head", "-c", count, "/dev/zero"),
              Output.to(counting(bytes)));
      System.out.println(result.exitCode() + " " + bytes);
    }
  }

  private static void stdin(long count) throws IOException {
    try (Engine engine = Engine.connect()) {
      RunResult result =
          engine.run(
              ContainerRun.of("containerrun/base")
                  .remove()
                  .network("none")
                  .interactive()
                  .command("wc", "-c"),
              Input.from(zeros(count)));
      System.out.println(result.exitCode() + " " + result.stdout().strip());
    }
  }

  private static void exit(String name) {
    Engine.connect().start(ContainerRun.of("containerrun/base").name(name).command("sleep", "60"));
    System.out.println("started");
    System.exit(0);
  }

  private static void files(long count) {
    ContainerRun run = ContainerRun.of("containerrun/base").network("none").command("true");
    try (Engine engine = Engine.connect();
        RunningContainer container = engine.start(run)) {
      container.copyTo(zeros(count), count, "/zeros", CopyOptions.standard());
      AtomicLong bytes = new AtomicLong();
      container.copyFrom("/zeros", counting(bytes));
      System.out.println(bytes);
    }
  }

  private static void exitWhileCreating(String name) throws InterruptedException {
    Engine engine = Engine.connect();
    ContainerRun run = ContainerRun.of("containerrun/base").name(name).command("sleep", "60");
    Thread runner = new Thread(() -> engine.run(run));
    runner.setUncaughtExceptionHandler((thread, cutOff) -> {});
    runner.start();
    Thread.sleep(20);
    System.out.println("exiting");
    System.exit(0);
  }

  private static OutputStream counting(AtomicLong bytes) {
    return new OutputStream() {
      @Override
      public void write(int one) {
        bytes.incrementAndGet();
      }

      @Override
      public void write(byte[] some, int offset, int length) {
        bytes.addAndGet(length);
      }
    };
  }

  private static InputStream zeros(long count) {
    return new InputStream() {
      private long left = count;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        int some = (int) Math.min(left, length);
        left -= some;
        return some == 0 ? -1 : some;
      }
    };
  }
}
