package io.containerrun.benchmarks;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.AttachContainerCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The same runs with docker-java over the same socket. */
final class DockerJavaClient implements AutoCloseable {

  private final DockerClient client;

  DockerJavaClient(String host) {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(host)
            .withApiVersion("1.41")
            .build();
    client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .maxConnections(1000)
                .build());
  }

  String hello() throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    run("hello", Optional.empty(), frame -> out.writeBytes(frame.getPayload()));
    return out.toString(StandardCharsets.UTF_8);
  }

  long read(long count) throws InterruptedException {
    AtomicLong total = new AtomicLong();
    run("out-" + count, Optional.empty(), frame -> total.addAndGet(frame.getPayload().length));
    return total.get();
  }

  void write(long count) throws InterruptedException {
    run("in-" + count, Optional.of(new StreamBenchmark.Zeros(count)), frame -> {});
  }

  private interface Frames {
    void accept(Frame frame);
  }

  private void run(String image, Optional<InputStream> input, Frames frames)
      throws InterruptedException {
    String id =
        client
            .createContainerCmd(image)
            .withHostConfig(HostConfig.newHostConfig().withAutoRemove(true))
            .withCmd("echo", "hello")
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    ResultCallback.Adapter<Frame> output =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Frame frame) {
            frames.accept(frame);
          }
        };
    AttachContainerCmd attach =
        client.attachContainerCmd(id).withFollowStream(true).withStdOut(true).withStdErr(true);
    input.ifPresent(attach::withStdIn);
    attach.exec(output).awaitStarted();
    WaitContainerResultCallback exit =
        client.waitContainerCmd(id).exec(new WaitContainerResultCallback());
    client.startContainerCmd(id).exec();
    output.awaitCompletion();
    int code = exit.awaitStatusCode();
    if (code != 0) {
      throw new IllegalStateException("exit code " + code);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
