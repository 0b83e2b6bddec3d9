package io.containerrun.internal.rules;

import static io.containerrun.ContainerRun.BLKIO_WEIGHT;
import static io.containerrun.ContainerRun.BLKIO_WEIGHT_DEVICE;
import static io.containerrun.ContainerRun.DEVICE_READ_BPS;
import static io.containerrun.ContainerRun.DEVICE_READ_IOPS;
import static io.containerrun.ContainerRun.DEVICE_WRITE_BPS;
import static io.containerrun.ContainerRun.DEVICE_WRITE_IOPS;
import static io.containerrun.ContainerRun.IO_MAXBANDWIDTH;
import static io.containerrun.ContainerRun.IO_MAXIOPS;
import static io.containerrun.ContainerRun.ULIMIT;
import static io.containerrun.internal.rules.Enforcer.NONE;

import io.containerrun.value.BytesRate;
import io.containerrun.value.OperationsRate;
import io.containerrun.value.WeightDevice;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Rules on block devices and on the limits of processes. */
final class BlockIoRules {

  private static final long FEWEST_FILES = 10;

  static final Rule BLKIO_WEIGHT_RANGE =
      Rule.of("blkio-weight-range", BLKIO_WEIGHT)
          .constraint("R53")
          .unless(BLKIO_WEIGHT, it -> it == 0 || (it >= 10 && it <= 1_000))
          .problem("a weight is 10 to 1000")
          .fix("use 10 to 1000, or 0 for none")
          .rejects("--blkio-weight 9 alpine", "--blkio-weight 1001 alpine")
          .accepts("--blkio-weight 10 alpine", "--blkio-weight 0 alpine");

  static final Rule THROTTLE_TWICE =
      Rule.of(
              "throttle-twice",
              DEVICE_READ_BPS,
              DEVICE_WRITE_BPS,
              DEVICE_READ_IOPS,
              DEVICE_WRITE_IOPS,
              BLKIO_WEIGHT_DEVICE)
          .constraint("R55")
          .warning()
          .brokenWhen(
              run ->
                  repeats(run.all(DEVICE_READ_BPS).stream().map(BytesRate::path))
                      || repeats(run.all(DEVICE_WRITE_BPS).stream().map(BytesRate::path))
                      || repeats(run.all(DEVICE_READ_IOPS).stream().map(OperationsRate::path))
                      || repeats(run.all(DEVICE_WRITE_IOPS).stream().map(OperationsRate::path))
                      || repeats(run.all(BLKIO_WEIGHT_DEVICE).stream().map(WeightDevice::path)))
          .problem("a device has two values, of which only the last counts")
          .fix("name each device once")
          .rejects("--device-read-bps /dev/sda:1m --device-read-bps /dev/sda:2m alpine")
          .accepts(
              "--device-read-bps /dev/sda:1m --device-read-bps /dev/sdb:2m alpine",
              "--device-read-bps /dev/sda:1m --device-write-bps /dev/sda:2m alpine");

  static final Rule IO_MAX_BOTH =
      Rule.of("io-max-both", IO_MAXBANDWIDTH, IO_MAXIOPS)
          .constraint("R144")
          .enforcedBy(NONE)
          .brokenWhen(
              run ->
                  run.get(IO_MAXBANDWIDTH).filter(it -> it.bytes() > 0).isPresent()
                      && run.get(IO_MAXIOPS).filter(it -> it.signum() > 0).isPresent())
          .problem("--io-maxbandwidth and --io-maxiops exclude each other")
          .fix("limit either bytes or operations")
          .rejects("--io-maxbandwidth 10m --io-maxiops 100 alpine")
          .accepts("--io-maxbandwidth 10m alpine", "--io-maxiops 100 alpine");

  static final Rule ULIMIT_NPROC_OF_USER =
      Rule.of("ulimit-nproc-of-user", ULIMIT)
          .constraint("R58")
          .info()
          .brokenWhen(run -> RunQueries.any(run, ULIMIT, limit -> limit.name().equals("nproc")))
          .problem("nproc counts all processes of the user on the host, not of the container")
          .fix("use --pids-limit for the container's own")
          .rejects("--ulimit nproc=100 alpine")
          .accepts("--ulimit nofile=100 alpine", "--pids-limit 100 alpine");

  static final Rule ULIMIT_NOFILE_LOW =
      Rule.of("ulimit-nofile-low", ULIMIT)
          .constraint("R59")
          .warning()
          .brokenWhen(
              run ->
                  RunQueries.any(
                      run,
                      ULIMIT,
                      limit ->
                          limit.name().equals("nofile")
                              && limit.hard() >= 0
                              && limit.hard() < FEWEST_FILES))
          .problem("a container needs about 10 open files to start")
          .fix("raise the limit")
          .rejects("--ulimit nofile=3 alpine")
          .accepts("--ulimit nofile=64 alpine", "--ulimit nofile=-1 alpine");

  private BlockIoRules() {}

  private static boolean repeats(Stream<String> paths) {
    Set<String> seen = new HashSet<>();
    return !paths.allMatch(seen::add);
  }
}
