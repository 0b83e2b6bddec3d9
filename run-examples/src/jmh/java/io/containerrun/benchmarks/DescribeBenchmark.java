package io.containerrun.benchmarks;

import io.containerrun.ApiVersion;
import io.containerrun.ContainerRun;
import io.containerrun.CreateRequest;
import io.containerrun.Violation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is done with a run of 40 options before an engine is asked. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class DescribeBenchmark {

  private static final ApiVersion API = new ApiVersion(1, 41);

  String line =
      "docker run --add-host db:10.0.0.7 --blkio-weight 300 --cap-add NET_ADMIN --cap-drop MKNOD"
          + " --cpu-shares 512 --cpus 1.5 --cpuset-cpus 0-1 --dns 10.0.0.2 --dns-search example.com"
          + " --detach --device /dev/fuse --entrypoint /bin/sh --env A=1 --env B=2 --expose 9000"
          + " --group-add audio --health-cmd true --health-interval 5s --health-retries 3"
          + " --health-timeout 2s --hostname web --init --interactive --ipc private"
          + " --label team=blue --log-driver json-file --log-opt max-size=10m --memory 512m"
          + " --memory-reservation 256m --memory-swap 1g --name web --network front"
          + " --network-alias www --pids-limit 200 --publish 8080:80 --read-only"
          + " --restart on-failure:3 --security-opt no-new-privileges --shm-size 64m"
          + " --stop-signal SIGINT --stop-timeout 20 --sysctl net.core.somaxconn=1024"
          + " --tmpfs /run:size=64m --ulimit nofile=1024:2048 --user 1000:1000"
          + " --volume data:/data:ro --workdir /srv nginx:1.27 -c 'echo hello'";

  ContainerRun run = ContainerRun.parse(line);
  ContainerRun bare = ContainerRun.of("nginx:1.27");

  @Benchmark
  public List<Violation> validate() {
    return run.validate();
  }

  /** The baseline: nothing is set that a rule could look at. */
  @Benchmark
  public List<Violation> validateWithoutOptions() {
    return bare.validate();
  }

  @Benchmark
  public ContainerRun parse() {
    return ContainerRun.parse(line);
  }

  @Benchmark
  public String render() {
    return run.toCommandLine();
  }

  @Benchmark
  public CreateRequest request() {
    return run.request(API);
  }
}
