package io.containerrun.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src=/a,dst=/b | type=volume,source=/a,target=/b",
        "TYPE=Bind,Source=/A,destination=/B,RO | type=bind,source=/A,target=/B,readonly",
        "type=bind,type=volume,src=a,src=b,dst=/c | type=volume,source=b,target=/c",
        "type=bind,src=/a,dst=/b,readonly=F | type=bind,source=/a,target=/b",
        "type=bind,dst=/b,bind-propagation=RSLAVE | type=bind,target=/b,bind-propagation=rslave",
        "type=bind,dst=/b,bind-nonrecursive | type=bind,target=/b,bind-recursive=disabled",
        "type=volume,dst=/b,bind-recursive=enabled | type=volume,target=/b",
        "type=bind,src=/a,dst=/b,bind-create-src | type=bind,source=/a,target=/b,bind-create-src",
        "type=bind,src=/a,dst=/b,bind-create-src=1 | type=bind,source=/a,target=/b,bind-create-src",
        "type=bind,src=/a,dst=/b,bind-create-src=false | type=bind,source=/a,target=/b",
        "dst=/b,volume-label=b,volume-label=a=1,volume-label==x | type=volume,target=/b,volume-label=a=1,volume-label=b=",
        "type=tmpfs,dst=/t,tmpfs-size=1024k,tmpfs-mode=0700 | type=tmpfs,target=/t,tmpfs-size=1m,tmpfs-mode=700",
        "type=image,src=i,dst=/b,image-subpath=etc | type=image,source=i,target=/b,image-subpath=etc",
        "type=npipe,src=\\\\.\\pipe\\x,dst=x | type=npipe,source=\\\\.\\pipe\\x,target=x",
        "type=cluster,src=v,dst=/b | type=cluster,source=v,target=/b",
        "type=Bogus,dst=/b,consistency=Cached | type=bogus,target=/b,consistency=cached",
        "type=bind,\"src=/a,\"\"b\",dst=/c | type=bind,\"source=/a,\"\"b\",target=/c",
      })
  void readsKeysAndPrintsThemInOneOrder(String text, String canonical) {
    Mount mount = Mount.parse(text);
    assertThat(mount).hasToString(canonical);
    assertThat(Mount.parse(canonical)).isEqualTo(mount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | EOF",
        "src=vol | target is required",
        "type=,dst=/b | type is required",
        "type,dst=/b | invalid field 'type' must be a key=value pair",
        "type=bind,dst=/b, | invalid field '' must be a key=value pair",
        "dst=/b,bogus=foo | unexpected key 'bogus' in 'bogus=foo'",
        "dst=/b,readonly=no | invalid value for readonly: no",
        "type=bind,src=/a,dst=/b,bind-create-src=T | invalid value for bind-create-src: T",
        "type=volume,dst=/b,bind-create-src | cannot mix 'bind-*' options with mount type 'volume'",
        "type=tmpfs,dst=/t,tmpfs-mode=foo | invalid value for tmpfs-mode: foo",
        "type=tmpfs,dst=/t,tmpfs-mode=77777777777 | invalid value for tmpfs-mode: 77777777777",
        "type=tmpfs,dst=/t,tmpfs-size=-1 | invalid value for tmpfs-size: -1",
        "type=volume,dst=/b,bind-propagation=x | cannot mix 'bind-*' options with mount type 'volume'",
        "type=bind,dst=/b,volume-nocopy=false | cannot mix 'volume-*' options with mount type 'bind'",
        "type=bind,dst=/b,bind-recursive=writable | option 'bind-recursive=writable' requires 'readonly' to be specified in conjunction",
        "type=bind,dst=/b,bind-recursive=readonly,ro | option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction",
        "type=bind,src=\"/a\",dst=/c | parse error on line 1, column 15: bare \" in non-quoted-field",
      })
  void refusesWhatTheReferenceRefuses(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mount.parse(text))
        .withMessageStartingWith(problem + "; ");
  }

  @Test
  void buildsEveryKind() {
    assertThat(Mount.bind("/src").at("/dst").readOnly())
        .hasToString("type=bind,source=/src,target=/dst,readonly");
    assertThat(Mount.volume("data").at("/d").driver("local").option("o", "rw,soft").withoutCopy())
        .hasToString(
            "type=volume,source=data,target=/d,volume-nocopy,volume-driver=local,"
                + "\"volume-opt=o=rw,soft\"");
    assertThat(Mount.tmpfs("/cache").size(Size.mebibytes(64)).mode(0770))
        .hasToString("type=tmpfs,target=/cache,tmpfs-size=64m,tmpfs-mode=770");
    assertThat(Mount.image("busybox").at("/i").subpath("etc").source()).isEqualTo("busybox");
    assertThat(Mount.bind("/a").at("/b").readOnlyWithSubmounts().propagation())
        .isEqualTo("rprivate");
  }

  @Test
  void keepsEachSettingOfABind() {
    Mount.Bind bind = Mount.bind("/a").at("/b").creatingSource();
    assertThat(bind.createSource()).isTrue();
    assertThat(bind.readOnlyWithSubmounts().withoutSubmounts())
        .hasToString(
            "type=bind,source=/a,target=/b,readonly,bind-propagation=rprivate,"
                + "bind-recursive=disabled,bind-recursive=readonly,bind-create-src");
    assertThat(bind.readOnlyWithWritableSubmounts().resolvedAgainst("/").createSource()).isTrue();
  }

  /** Client 29 refuses these words, which client 28 reads: what is printed is for both. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type=bind,src=/a,dst=/b,readonly=True | type=bind,source=/a,target=/b,readonly",
        "type=bind,src=/a,dst=/b,ro=t | type=bind,source=/a,target=/b,readonly",
        "type=bind,src=/a,dst=/b,bind-nonrecursive=T | type=bind,source=/a,target=/b,bind-recursive=disabled",
        "type=volume,src=,dst=/b,volume-driver= | type=volume,target=/b",
        "type=volume,dst=/b,consistency=,volume-nocopy=F | type=volume,target=/b",
        "type=volume,dst=/b,volume-label=,volume-opt= | type=volume,target=/b"
      })
  void printsWhatStricterClientsReadToo(String text, String canonical) {
    assertThat(Mount.parse(text)).hasToString(canonical);
  }

  @Test
  void makesASourceWithADotAbsolute() {
    assertThat(Mount.bind("../x").at("/b").resolvedAgainst("/cwd/here").source())
        .isEqualTo("/cwd/x");
    assertThat(Mount.volume("data").at("/b").resolvedAgainst("/cwd").source()).isEqualTo("data");
  }

  @Test
  void refusesKeysThatWouldReadDifferently() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mount.volume("v").at("/b").label("a=b", "c"))
        .withMessageStartingWith("invalid value for volume-label: a=b=c; write");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mount.Other("bind", "", "/b", false, ""))
        .withMessageContaining("type bind has its own record");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("aB/.,=\"\n\r \u00e9").ofMaxLength(8);
  }

  @Property
  void readsBackWhatItPrints(
      @ForAll("texts") String source,
      @ForAll("texts") String text,
      @ForAll boolean flag,
      @ForAll @LongRange(max = 0xFFFF_FFFFL) long number) {
    String target = "/" + text;
    for (Mount mount :
        new Mount[] {
          new Mount.Bind(source, target, true, text, text, flag, flag, false, flag),
          new Mount.Volume(
              source, target, flag, text, flag, Map.of("a", text), text, Map.of("B", text), source),
          new Mount.Tmpfs(source, target, flag, text, Size.bytes(number), number),
          new Mount.Image(source, target, flag, "", text),
          new Mount.Other("npipe", source, target, flag, text),
          new Mount.Other("cluster", source, target, flag, text),
          new Mount.Other("x" + text, source, target, flag, text),
        }) {
      assertThat(Mount.parse(mount.toString())).isEqualTo(mount);
    }
  }
}
