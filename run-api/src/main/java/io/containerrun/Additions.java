package io.containerrun;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Elements that were added one after the other. Immutable, and yet adding one takes constant time:
 * a longer list shares the array of the shorter one, unless that was already continued in another
 * way.
 */
final class Additions {

  static final Additions NONE = new Additions(new Object[0], 0, new AtomicInteger());

  private final Object[] elements;
  private final int size;

  /** How much of the array is taken by the longest list that shares it. */
  private final AtomicInteger taken;

  private Additions(Object[] elements, int size, AtomicInteger taken) {
    this.elements = elements;
    this.size = size;
    this.taken = taken;
  }

  Additions plus(Object element) {
    if (size < elements.length && taken.compareAndSet(size, size + 1)) {
      elements[size] = element;
      return new Additions(elements, size + 1, taken);
    }
    Object[] longer = new Object[2 * size + 1];
    System.arraycopy(elements, 0, longer, 0, size);
    longer[size] = element;
    return new Additions(longer, size + 1, new AtomicInteger(size + 1));
  }

  List<Object> list() {
    return Collections.unmodifiableList(Arrays.asList(elements).subList(0, size));
  }
}
