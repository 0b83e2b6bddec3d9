package io.containerrun;

import static io.containerrun.OptionBuilder.text;
import static io.containerrun.OptionBuilder.toggle;

/** Who a process in a container is, of a run or of an exec: its user and its privileges. */
@CheckReturnValue
public sealed interface IdentityOptions<R extends OptionHolder<R>> extends OptionHolder<R>
    permits ContainerRun, ExecCommand {

  Option<String> USER =
      text("user")
          .letter('u')
          .grammar("<name|uid>[:<group|gid>]")
          .byDefault("the image's, or root")
          .sentAs("User")
          .exec("User")
          .summary("User, and group, that the process runs as.")
          .example("1000:1000");

  /**
   * Runs the process as this user.
   *
   * @param user a name that the image knows, or a number; a group may follow after a colon
   */
  default R user(String user) {
    return with(USER, user);
  }

  /** Runs the process with these ids, 0 to 2147483647. */
  default R user(int uid, int gid) {
    return user(uid + ":" + gid);
  }

  Option<Boolean> PRIVILEGED =
      toggle("privileged")
          .sentAs("HostConfig.Privileged")
          .exec("Privileged")
          .onlyOn("linux")
          .summary("Give the container every right that the engine has.")
          .example("true");

  /**
   * Gives the process all capabilities, and a new container all devices of the host. It can then do
   * to the host what root can.
   */
  default R privileged() {
    return with(PRIVILEGED, true);
  }
}
