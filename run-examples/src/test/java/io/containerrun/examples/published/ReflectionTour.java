package io.containerrun.examples.published;

import io.containerrun.ContainerRun;
import io.containerrun.Option;
import io.containerrun.engine.info.VolumeDetails;
import io.containerrun.engine.internal.handle.JvmSignal;
import io.containerrun.value.Signal;
import java.util.List;
import java.util.Map;

/** A program that comes past the reflection of both modules; {@link ReflectionTrace} watches it. */
final class ReflectionTour {

  private static final List<String> MORE =
      List.of(
          "--device /dev/sdc:/dev/xvdc:r --device vendor.com/net=nic0 --gpus device=0",
          "--network host",
          "--network name=back,alias=db,ip=10.0.0.5 --network front",
          "-p 127.0.0.1:8080:80/udp -p 7000-7002:7000-7002 -p 53 --expose 53/udp",
          "--mount type=bind,src=/a,dst=/b,readonly --mount type=tmpfs,dst=/c,tmpfs-mode=1770",
          "--memory-swap -1 --ipc container:db --restart on-failure --ulimit nofile=10:20");

  private ReflectionTour() {}

  public static void main(String[] args) {
    for (Option<?> option : Option.all()) {
      String flag = "--" + option.flag();
      look(List.of(option.isSwitch() ? flag : flag + "=" + option.example(), "alpine:3"));
    }
    MORE.forEach(options -> look(List.of((options + " alpine:3").split(" ", -1))));
    VolumeDetails details = new VolumeDetails("data", "local", "/", Map.of(), Map.of("a", "b"));
    check(details.toString().contains("data"));
    JvmSignal.take(Signal.parse("SIGWINCH"), signal -> {}).orElseThrow().close();
  }

  private static void look(List<String> line) {
    ContainerRun run = ContainerRun.parse(line);
    check(run.toJava().startsWith("ContainerRun run"));
    check(run.validate().size() < 100);
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError();
    }
  }
}
