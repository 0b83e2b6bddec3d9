package io.containerrun.engine.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.containerrun.engine.info.ContainerDetails;
import io.containerrun.engine.info.ContainerSummary;
import io.containerrun.value.Size;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is absent is absent, and never the text null, the number 0 or the year 1970. */
class JsonFieldsTest {

  private static JsonNode json(String text) throws IOException {
    return Json.read(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "['a']", "{'a':1}"})
  void whatIsNoScalarIsNoText(String value) throws IOException {
    assertThat(JsonFields.text(json(value))).isEmpty();
    assertThat(JsonFields.flag(json(value))).isFalse();
    assertThat(JsonFields.integer(json(value))).isEmpty();
    assertThat(JsonFields.whole(json(value))).isEmpty();
    assertThat(JsonFields.port(json(value))).isEmpty();
    assertThat(JsonFields.time(json(value))).isEmpty();
    assertThat(JsonFields.seconds(json(value))).isEmpty();
    assertThat(JsonFields.limit(json(value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'15',15", "true,true", "1.5,1.5", "'\"a\"',a"})
  void aScalarIsItsText(String value, String text) throws IOException {
    assertThat(JsonFields.text(json(value))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'0'", "0", "-1", "65536", "'x'", "'8080/tcp'", "1e40", "80.5"})
  void whatIsNoPortIsNotPortZero(String value) throws IOException {
    assertThat(JsonFields.port(json(value))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'8080'", "8080"})
  void aPortIsATextOrANumber(String value) throws IOException {
    assertThat(JsonFields.port(json(value))).hasValue(8080);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e40",
        "-1e40",
        "0",
        "-62135596800",
        "9223372036854775807",
        "9223372036854775808",
        "1.5"
      })
  void aNumberBeyondTheClockIsNoTime(String value) throws IOException {
    assertThat(JsonFields.seconds(json(value))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'0001-01-01T00:00:00Z'",
        "'1970-01-01T00:00:00Z'",
        "'+1000000000-01-01T00:00:00Z'",
        "'2026-13-01T00:00:00Z'",
        "'null'",
        "'yesterday'"
      })
  void whatNoClockShowedIsNoTime(String value) throws IOException {
    assertThat(JsonFields.time(json(value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7,7", "7.0,7", "1e9,1000000000", "-1,-1", "9223372036854775807,9223372036854775807"})
  void readsWholeNumbersHoweverTheyAreWritten(String value, long number) throws IOException {
    assertThat(JsonFields.whole(json(value))).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7.9", "1e19", "9223372036854775808", "true", "'7'"})
  void doesNotRoundWhatIsNoWholeNumber(String value) throws IOException {
    assertThat(JsonFields.whole(json(value))).isEmpty();
  }

  @Test
  void aSizeBeyondTheLargestIsTheLargest() throws IOException {
    assertThat(JsonFields.size(json("18446744073709551615")).bytes())
        .isEqualTo(9223372036854774784L);
    assertThat(JsonFields.size(json("-1"))).isEqualTo(Size.bytes(0));
    assertThat(JsonFields.limit(json("18446744073709551615"))).isPresent();
  }

  @Test
  void anObjectIsNoList() throws IOException {
    assertThat(JsonFields.texts(json("{'a':'b'}"))).isEmpty();
    assertThat(JsonFields.map(json("['a']"))).isEmpty();
  }

  @Test
  void whatIsRequiredIsNamed() throws IOException {
    assertThatExceptionOfType(UnreadableJson.class)
        .isThrownBy(() -> JsonFields.requiredText(json("{}"), "Id"))
        .withMessage("its member Id is missing, not a text");
    assertThatExceptionOfType(UnreadableJson.class)
        .isThrownBy(() -> JsonFields.requiredText(json("{'Id':null}"), "Id"))
        .withMessage("its member Id is null, not a text");
    assertThatExceptionOfType(UnreadableJson.class)
        .isThrownBy(() -> JsonFields.requiredText(json("{'Id':''}"), "Id"))
        .withMessage("its member Id is empty, not a text");
    assertThatExceptionOfType(UnreadableJson.class)
        .isThrownBy(() -> JsonFields.requiredWhole(json("{'mode':'secret'}"), "mode"))
        .withMessage("its member mode is a text, not a whole number");
    assertThatExceptionOfType(UnreadableJson.class)
        .isThrownBy(() -> JsonFields.requiredTime(json("{'mtime':[]}"), "mtime"))
        .withMessage("its member mtime is a list, not a time");
    assertThatExceptionOfType(UnreadableJson.class)
        .isThrownBy(() -> JsonFields.requiredAll(json("{}"), JsonFields::text))
        .withMessage("it is an object, not a list");
    assertThat(JsonFields.requiredAll(json("null"), JsonFields::text)).isEmpty();
  }

  @Test
  void aContainerWhoseMembersAreNullHasNothing() throws IOException {
    ContainerDetails details =
        ContainerDetailsJson.read(
            json(
                "{'Id':null,'Name':null,'Image':null,'Created':null,'Config':{'Image':null,"
                    + "'Labels':{'a':null},'StopTimeout':null},'State':{'Status':null,'ExitCode':null,"
                    + "'Error':null,'Health':{'Log':[{'ExitCode':null}]}},"
                    + "'NetworkSettings':{'Ports':{'80/tcp':[{'HostIp':'','HostPort':''}],"
                    + "'81/tcp':null,'82/tcp':[{'HostPort':null}],'83/tcp':[{'HostPort':'32768'}]},"
                    + "'Networks':{'n':null}}}"));
    assertThat(details.toString()).doesNotContain("null");
    assertThat(details.created()).isEmpty();
    assertThat(details.state().exitCode()).isEmpty();
    assertThat(details.state().health().probes().get(0).exitCode()).isEqualTo(-1);
    assertThat(details.ports()).extracting(port -> port.port()).containsExactly(83);
  }

  @Test
  void aListedContainerWhoseMembersAreNullHasNothing() throws IOException {
    ContainerSummary summary =
        ContainerSummaryJson.read(
            json(
                "{'Id':null,'Names':null,'Image':null,'Created':1e40,'Ports':[{'PrivatePort':80,"
                    + "'PublicPort':null},{'PrivatePort':null,'PublicPort':1}],'Health':null}"));
    assertThat(summary.toString()).doesNotContain("null");
    assertThat(summary.created()).isEmpty();
    assertThat(summary.ports()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "0", "1e40", "-62135596800", "'0001-01-01T00:00:00Z'", "[]"})
  void anImageWithoutATimeIsNotFromTheYear1970(String created) throws IOException {
    JsonNode image = json("{'Id':null,'RepoTags':null,'Os':null,'Created':" + created + "}");
    assertThat(ImageSummaryJson.read(image).created()).isEmpty();
    assertThat(ImageDetailsJson.read(image).created()).isEmpty();
    assertThat(ImageDetailsJson.read(image).toString()).doesNotContain("null");
  }

  @Test
  void networksVolumesAndEventsHaveNoTextNull() throws IOException {
    assertThat(
            NetworkDetailsJson.read(
                    json(
                        "{'Id':null,'Name':null,'Driver':null,'IPAM':{'Config':[{'Subnet':null}]},"
                            + "'Containers':{'c':{'Name':null}},'Options':null}"))
                .toString())
        .doesNotContain("null");
    assertThat(VolumeDetailsJson.read(json("{'Name':null,'Driver':null,'Options':{'o':null}}")))
        .satisfies(volume -> assertThat(volume.name()).isEmpty())
        .satisfies(volume -> assertThat(volume.options()).containsEntry("o", ""));
    assertThat(
            ImageEvent.read(
                    json("{'id':null,'status':null,'stream':null,'error':null,'aux':{'ID':null}}"))
                .toString())
        .doesNotContain("null");
    assertThat(Warnings.read(json("{'Warnings':[null,'w']}"))).containsExactly("w");
    assertThat(Json.errorMessage("{\"message\":null}")).isEqualTo("{\"message\":null}");
  }
}
