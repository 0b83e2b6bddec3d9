package io.containerrun.examples;

import io.containerrun.ContainerRun;
import io.containerrun.value.Device;
import io.containerrun.value.Isolation;
import io.containerrun.value.Network;
import io.containerrun.value.PortBinding;
import io.containerrun.value.RestartPolicy;
import io.containerrun.value.Signal;
import io.containerrun.value.StandardStream;
import io.containerrun.value.TmpfsMount;
import io.containerrun.value.Ulimit;
import io.containerrun.value.VolumeMount;
import io.containerrun.value.VolumesFrom;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The examples of the classic {@code docker run} reference as typed Java beside their lines. The
 * page {@code reference-examples.md} is generated from this file.
 */
public final class ReferenceExamples {

  private final Map<String, ContainerRun> examples = new LinkedHashMap<>();

  private ReferenceExamples() {}

  /** Each line with the run that equals it. */
  public static Map<String, ContainerRun> all() {
    ReferenceExamples reference = new ReferenceExamples();
    reference.process();
    reference.storage();
    reference.environment();
    reference.network();
    reference.rights();
    reference.lifecycle();
    return reference.examples;
  }

  private void example(String line, ContainerRun run) {
    examples.put(line, run);
  }

  /** Process and terminal. */
  private void process() {
    example(
        "docker run --name test -it debian",
        ContainerRun.of("debian").name("test").interactive().tty());
    example(
        "docker run --cidfile /tmp/docker_test.cid ubuntu echo test",
        ContainerRun.of("ubuntu").cidfile(Path.of("/tmp/docker_test.cid")).command("echo", "test"));
    example(
        "docker run -w /path/to/dir/ -i -t ubuntu pwd",
        ContainerRun.of("ubuntu").workdir("/path/to/dir/").interactive().tty().command("pwd"));
    example(
        "docker run -i -a stdin ubuntu cat -",
        ContainerRun.of("ubuntu").interactive().attach(StandardStream.STDIN).command("cat", "-"));
    example(
        "docker run -a stderr ubuntu echo test",
        ContainerRun.of("ubuntu").attach(StandardStream.STDERR).command("echo", "test"));
  }

  /** Storage. */
  private void storage() {
    example(
        "docker run -it --storage-opt size=120G fedora /bin/bash",
        ContainerRun.of("fedora")
            .interactive()
            .tty()
            .storageOpt("size", "120G")
            .command("/bin/bash"));
    example(
        "docker run -d --tmpfs /run:rw,noexec,nosuid,size=65536k my_image",
        ContainerRun.of("my_image")
            .detach()
            .tmpfs(TmpfsMount.at("/run").options("rw,noexec,nosuid,size=65536k")));
    example(
        "docker run -v /home/me/app:/home/me/app -w /home/me/app -i -t ubuntu pwd",
        ContainerRun.of("ubuntu")
            .volume(VolumeMount.bind("/home/me/app", "/home/me/app"))
            .workdir("/home/me/app")
            .interactive()
            .tty()
            .command("pwd"));
    example(
        "docker run -v /doesnt/exist:/foo -w /foo -i -t ubuntu bash",
        ContainerRun.of("ubuntu")
            .volume(VolumeMount.bind("/doesnt/exist", "/foo"))
            .workdir("/foo")
            .interactive()
            .tty()
            .command("bash"));
    example(
        "docker run --read-only -v /icanwrite busybox touch /icanwrite here",
        ContainerRun.of("busybox")
            .readOnly()
            .volume(VolumeMount.anonymous("/icanwrite"))
            .command("touch", "/icanwrite", "here"));
    example(
        "docker run -t -i -v /var/run/docker.sock:/var/run/docker.sock"
            + " -v /path/to/static-docker-binary:/usr/bin/docker busybox sh",
        ContainerRun.of("busybox")
            .tty()
            .interactive()
            .volume("/var/run/docker.sock:/var/run/docker.sock")
            .volume("/path/to/static-docker-binary:/usr/bin/docker")
            .command("sh"));
    example(
        "docker run --volumes-from 777f7dc92da7 --volumes-from ba8c0c54f0f2:ro -i -t ubuntu pwd",
        ContainerRun.of("ubuntu")
            .volumesFrom(VolumesFrom.container("777f7dc92da7"))
            .volumesFrom(VolumesFrom.container("ba8c0c54f0f2").readOnly())
            .interactive()
            .tty()
            .command("pwd"));
  }

  /** Environment and labels. */
  private void environment() {
    example(
        "docker run -e MYVAR1 --env MYVAR2=foo --env-file ./env.list ubuntu bash",
        ContainerRun.of("ubuntu")
            .env("MYVAR1")
            .env("MYVAR2", "foo")
            .envFile("./env.list")
            .command("bash"));
    example(
        "docker run --env TEST_FOO='This is a test' --env-file ./env.list busybox env",
        ContainerRun.of("busybox")
            .env("TEST_FOO", "This is a test")
            .envFile("./env.list")
            .command("env"));
    example(
        "docker run -l my-label --label com.example.foo=bar ubuntu bash",
        ContainerRun.of("ubuntu")
            .label("my-label", "")
            .label("com.example.foo", "bar")
            .command("bash"));
    example(
        "docker run --label-file ./labels ubuntu bash",
        ContainerRun.of("ubuntu").labelFile("./labels").command("bash"));
  }

  /** Network. */
  private void network() {
    example(
        "docker run -p 127.0.0.1:80:8080 ubuntu bash",
        ContainerRun.of("ubuntu")
            .publish(PortBinding.of(80, 8080).hostIp("127.0.0.1"))
            .command("bash"));
    example(
        "docker run --expose 80 ubuntu bash", ContainerRun.of("ubuntu").expose(80).command("bash"));
    example(
        "docker run -itd --net=my-net busybox",
        ContainerRun.of("busybox").interactive().tty().detach().network("my-net"));
    example(
        "docker run -itd --net=my-net --ip=10.10.9.75 busybox",
        ContainerRun.of("busybox")
            .interactive()
            .tty()
            .detach()
            .network(Network.named("my-net"))
            .ip("10.10.9.75"));
    example(
        "docker run --add-host=docker:10.180.0.1 --rm -it debian",
        ContainerRun.of("debian").addHost("docker", "10.180.0.1").remove().interactive().tty());
  }

  /** Rights, devices and limits. */
  private void rights() {
    example(
        "docker run -t -i --rm ubuntu bash",
        ContainerRun.of("ubuntu").tty().interactive().remove().command("bash"));
    example(
        "docker run -t -i --privileged ubuntu bash",
        ContainerRun.of("ubuntu").tty().interactive().privileged().command("bash"));
    example(
        "docker run --device=/dev/sdc:/dev/xvdc --device=/dev/sdd --device=/dev/zero:/dev/nulo"
            + " -i -t ubuntu ls -l /dev/xvdc /dev/sdd /dev/nulo",
        ContainerRun.of("ubuntu")
            .device(Device.of("/dev/sdc").at("/dev/xvdc"))
            .device(Device.of("/dev/sdd"))
            .device(Device.of("/dev/zero").at("/dev/nulo"))
            .interactive()
            .tty()
            .command("ls", "-l", "/dev/xvdc", "/dev/sdd", "/dev/nulo"));
    example(
        "docker run --device=/dev/sda:/dev/xvdc:r --rm -it ubuntu fdisk /dev/xvdc",
        ContainerRun.of("ubuntu")
            .device(Device.of("/dev/sda").at("/dev/xvdc").permissions("r"))
            .remove()
            .interactive()
            .tty()
            .command("fdisk", "/dev/xvdc"));
    example(
        "docker run --ulimit nofile=1024:1024 --rm debian sh -c 'ulimit -n'",
        ContainerRun.of("debian")
            .ulimit(Ulimit.of("nofile", 1024, 1024))
            .remove()
            .command("sh", "-c", "ulimit -n"));
    example(
        "docker run -d -u daemon --ulimit nproc=3 busybox top",
        ContainerRun.of("busybox")
            .detach()
            .user("daemon")
            .ulimit(Ulimit.of("nproc", 3))
            .command("top"));
    example(
        "docker run --sysctl net.ipv4.ip_forward=1 someimage",
        ContainerRun.of("someimage").sysctl("net.ipv4.ip_forward", "1"));
  }

  /** Restart, stop and isolation. */
  private void lifecycle() {
    example(
        "docker run --restart=always redis",
        ContainerRun.of("redis").restart(RestartPolicy.always()));
    example(
        "docker run --stop-signal SIGKILL busybox top",
        ContainerRun.of("busybox").stopSignal(Signal.KILL).command("top"));
    example("docker run -d busybox top", ContainerRun.of("busybox").detach().command("top"));
    example(
        "docker run -d --isolation default busybox top",
        ContainerRun.of("busybox").detach().isolation(Isolation.DEFAULT).command("top"));
    example(
        "docker run -d --isolation process busybox top",
        ContainerRun.of("busybox").detach().isolation(Isolation.PROCESS).command("top"));
    example(
        "docker run -d --isolation hyperv busybox top",
        ContainerRun.of("busybox").detach().isolation(Isolation.HYPERV).command("top"));
  }
}
