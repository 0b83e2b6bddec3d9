package io.containerrun.examples.published;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a class file says of the methods that its class calls or refers to: chapter 4.4 of the
 * specification of the JVM.
 *
 * @param calls each as {@code java.lang.Class.getMethod}
 */
record ConstantPool(Set<String> calls) {

  private static final int MAGIC = 0xCAFEBABE;

  static ConstantPool of(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    if (in.readInt() != MAGIC) {
      throw new IOException("not a class file");
    }
    in.readInt(); // version
    int size = in.readUnsignedShort();
    Map<Integer, String> texts = new HashMap<>();
    Map<Integer, int[]> pairs = new HashMap<>();
    Set<Integer> methods = new TreeSet<>();
    for (int i = 1; i < size; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 3, 4, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // takes two places
        }
        case 7, 8, 16, 19, 20 -> pairs.put(i, new int[] {in.readUnsignedShort()});
        case 9, 12 -> pairs.put(i, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
        case 10, 11 -> {
          pairs.put(i, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
          methods.add(i);
        }
        case 15 -> in.skipNBytes(3);
        default -> throw new IOException("unknown tag " + tag);
      }
    }
    Set<String> calls = new TreeSet<>();
    for (int method : methods) {
      String owner = texts.get(pairs.get(pairs.get(method)[0])[0]);
      String name = texts.get(pairs.get(pairs.get(method)[1])[0]);
      calls.add(owner.replace('/', '.') + "." + name);
    }
    return new ConstantPool(calls);
  }
}
