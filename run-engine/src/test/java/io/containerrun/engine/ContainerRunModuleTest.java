package io.containerrun.engine;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.containerrun.ContainerRun;
import io.containerrun.Option;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContainerRunModuleTest {

  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new ContainerRunModule()).build();
  private static final ObjectMapper YAML =
      YAMLMapper.builder().addModule(new ContainerRunModule()).build();

  static List<Option<?>> options() {
    return Option.all();
  }

  @ParameterizedTest
  @MethodSource("options")
  void everyOptionComesBack(Option<?> option) throws JsonProcessingException {
    ContainerRun run = ContainerRun.of("alpine").withText(option, option.example());
    assertThat(JSON.readValue(JSON.writeValueAsString(run), ContainerRun.class)).isEqualTo(run);
    assertThat(YAML.readValue(YAML.writeValueAsString(run), ContainerRun.class)).isEqualTo(run);
  }

  @Test
  void writesWhatAPersonWouldWrite() throws JsonProcessingException {
    ContainerRun run =
        ContainerRun.parse(
            "--rm -m 512m -p 15432:5432 -e A=1 -e B=2 -l team=storage postgres:16 postgres -c x=y");
    assertThat(JSON.writeValueAsString(run))
        .isEqualTo(
            """
            {"image":"postgres:16","env":["A=1","B=2"],"label":{"team":"storage"},\
            "memory":"512m","publish":["15432:5432"],"rm":true,\
            "command":["postgres","-c","x=y"]}""");
  }

  /** Where each entry copied those before it, this took many minutes. */
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void readsManyEntries() throws JsonProcessingException {
    String variables =
        IntStream.range(0, 100_000).mapToObj(i -> "\"A" + i + "=1\"").collect(joining(","));
    String labels =
        IntStream.range(0, 100_000).mapToObj(i -> "\"a" + i + "\":\"1\"").collect(joining(","));
    ContainerRun run =
        JSON.readValue(
            "{\"image\":\"alpine\",\"env\":[" + variables + "],\"label\":{" + labels + "}}",
            ContainerRun.class);
    assertThat(run.all(ContainerRun.ENV)).hasSize(100_000);
    assertThat(run.get(ContainerRun.LABEL).orElseThrow()).hasSize(100_000);
    assertThat(JSON.readValue(JSON.writeValueAsString(run), ContainerRun.class)).isEqualTo(run);
  }

  @Test
  void keepsWhatIsSilenced() throws JsonProcessingException {
    ContainerRun run = ContainerRun.of("alpine").memory("4m").silence("memory-minimum");
    String json = JSON.writeValueAsString(run);
    assertThat(json)
        .isEqualTo(
            """
            {"image":"alpine","memory":"4m","silence":["memory-minimum"]}""");
    assertThat(JSON.readValue(json, ContainerRun.class)).isEqualTo(run);
    assertThatExceptionOfType(JsonMappingException.class)
        .isThrownBy(
            () ->
                JSON.readValue(
                    "{\"image\":\"alpine\",\"silence\":[\"memory-minimun\"]}", ContainerRun.class))
        .withMessageContaining("did you mean memory-minimum?")
        .withMessageContaining("silence");
  }

  @Test
  void readsWhatPeopleWrite() throws JsonProcessingException {
    String yaml =
        """
        image: postgres:16
        memory: 512m
        pids-limit: 100
        rm: true
        publish: 15432:5432
        label:
        - team=storage
        net: backend
        """;
    assertThat(YAML.readValue(yaml, ContainerRun.class))
        .isEqualTo(
            ContainerRun.parse(
                "--rm -m 512m --pids-limit 100 -p 15432:5432 -l team=storage --net backend"
                    + " postgres:16"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'image':'a','memroy':'1g'}   | memroy  | there is no option --memroy; did you mean --memory?",
        "{'image':'a','memory':'lots'} | memory  | invalid size: 'lots'",
        "{'image':'A'}                 | image   | invalid reference format",
        "{'image':'a','env':[null]}    | env     | a text, a number or a boolean belongs here",
        "{'image':'a','rm':'maybe'}    | rm      | maybe",
        "{'image':'a','publish':{}}    | publish | not OBJECT",
      })
  void namesThePathToWhatIsWrong(String json, String path, String problem) {
    assertThatExceptionOfType(JsonMappingException.class)
        .isThrownBy(() -> JSON.readValue(json.replace('\'', '"'), ContainerRun.class))
        .withMessageContaining(problem)
        .satisfies(
            failure ->
                assertThat(failure.getPath())
                    .extracting(JsonMappingException.Reference::getFieldName)
                    .containsExactly(path));
  }

  @Test
  void refusesARunWithoutImage() {
    assertThatExceptionOfType(JsonMappingException.class)
        .isThrownBy(() -> JSON.readValue("{\"rm\": true}", ContainerRun.class))
        .withMessageContaining("a run is an object with at least an image");
  }
}
