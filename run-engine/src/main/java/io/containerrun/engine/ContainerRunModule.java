package io.containerrun.engine;

import com.fasterxml.jackson.databind.module.SimpleModule;
import io.containerrun.ContainerRun;
import io.containerrun.engine.internal.json.RunDeserializer;
import io.containerrun.engine.internal.json.RunSerializer;

/**
 * Lets Jackson read and write {@link ContainerRun} in a form that a person would write: image,
 * command, and the options under their flags with the texts of their values.
 *
 * <pre>{@code
 * JsonMapper json = JsonMapper.builder().addModule(new ContainerRunModule()).build();
 * json.readValue(
 *     """
 *     {"image": "postgres:16", "memory": "512m", "publish": ["15432:5432"], "env": ["PGDATA=/data"],
 *      "label": {"team": "storage"}, "rm": true, "command": ["postgres", "-c", "fsync=off"]}
 *     """,
 *     ContainerRun.class);
 * }</pre>
 *
 * <p>A switch is {@code true} or {@code false}, a repeatable option a list, one of named values an
 * object; a list of one value may be written as the value, and an object as {@code key=value}
 * texts. Silenced rules are listed under {@code silence}. Equal runs give equal JSON. An unknown
 * name or a bad value is a {@link com.fasterxml.jackson.databind.JsonMappingException} with the
 * path to it. Secrets are written in clear.
 *
 * <p>Works with every format of Jackson, such as YAML.
 */
public final class ContainerRunModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  /** Creates the module. */
  public ContainerRunModule() {
    super("containerrun");
    addSerializer(ContainerRun.class, new RunSerializer());
    addDeserializer(ContainerRun.class, new RunDeserializer());
  }
}
