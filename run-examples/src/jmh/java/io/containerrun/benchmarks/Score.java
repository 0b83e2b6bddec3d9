package io.containerrun.benchmarks;

import java.util.Arrays;

/**
 * What one operation of a client costs.
 *
 * @param name the client or what is done
 * @param time microseconds
 * @param cpu microseconds of processor time of the client's process
 * @param allocated bytes
 */
record Score(String name, double time, double cpu, double allocated) {

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
