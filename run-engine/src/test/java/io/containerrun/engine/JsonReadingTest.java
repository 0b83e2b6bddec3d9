package io.containerrun.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Values are taken out of JSON in one class. Elsewhere {@code asText()} of a null node would be the
 * text "null", {@code asInt()} of a text the number 0.
 */
class JsonReadingTest {

  private static final String READER = "JsonFields";

  private static final Pattern NODES =
      Pattern.compile("com/fasterxml/jackson/databind/(JsonNode|node/\\w+)");

  /** Methods that take a value, invent one, or are missing in older versions of Jackson. */
  private static final Pattern TAKING =
      Pattern.compile("as[A-Z]\\w*|\\w+Value|properties|required\\w*|to(Pretty)?String|with\\w*");

  @Test
  void onlyOneClassTakesValuesOutOfJson() throws IOException, URISyntaxException {
    Set<String> found = new TreeSet<>();
    List<Path> classes = classes();
    for (Path file : classes) {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.class$", "");
      for (String method : calls(file)) {
        if (!name.equals(READER)) {
          found.add(name + " calls " + method);
        }
      }
    }
    assertThat(classes).hasSizeGreaterThan(100);
    assertThat(found).as("use %s instead", READER).isEmpty();
  }

  @Test
  void theReaderTakesThem() throws IOException, URISyntaxException {
    Path reader =
        classes().stream().filter(it -> it.endsWith(READER + ".class")).findFirst().orElseThrow();
    assertThat(calls(reader)).contains("asText", "longValue", "booleanValue");
  }

  private static List<Path> classes() throws IOException, URISyntaxException {
    Path root = Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(it -> it.toString().endsWith(".class")).toList();
    }
  }

  /** The value-taking methods of JSON nodes to which the constant pool of a class file refers. */
  private static List<String> calls(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(stream)) {
      return new ConstantPool(in)
          .references().stream()
              .filter(it -> NODES.matcher(it.owner).matches() && TAKING.matcher(it.name).matches())
              .map(Reference::name)
              .toList();
    }
  }

  private record Reference(String owner, String name) {}

  /** The constants of a class file: section 4.4 of the Java Virtual Machine Specification. */
  private static final class ConstantPool {

    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<Integer, Integer> classes = new HashMap<>();
    private final Map<Integer, Integer> names = new HashMap<>();
    private final List<int[]> methods = new ArrayList<>();

    ConstantPool(DataInputStream in) throws IOException {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        read(in, i, tag);
        i += tag == 5 || tag == 6 ? 1 : 0; // long and double take two places
      }
    }

    private void read(DataInputStream in, int index, int tag) throws IOException {
      switch (tag) {
        case 1 -> texts.put(index, in.readUTF());
        case 7 -> classes.put(index, in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.skipNBytes(2);
        case 9, 10, 11 -> methods.add(new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
        case 12 -> {
          names.put(index, in.readUnsignedShort());
          in.skipNBytes(2);
        }
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> in.skipNBytes(8);
        default -> in.skipNBytes(4);
      }
    }

    List<Reference> references() {
      return methods.stream()
          .map(it -> new Reference(text(classes, it[0]), text(names, it[1])))
          .toList();
    }

    private String text(Map<Integer, Integer> table, int index) {
      return String.valueOf(texts.get(table.get(index)));
    }
  }
}
