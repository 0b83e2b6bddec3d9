package io.containerrun.value;

import io.containerrun.internal.text.Numbers;
import io.containerrun.internal.text.Secrets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request for GPUs of the host.
 *
 * <pre>{@code
 * GpuRequest.all()                                          // count=all
 * GpuRequest.count(2).driver("nvidia")
 * GpuRequest.devices("0", "2").capabilities("utility")
 * }</pre>
 *
 * @param driver the driver of the devices; empty for any
 * @param count how many devices, −1 for all; 0 where devices are named
 * @param devices numbers or ids of the devices; without commas
 * @param capabilities what the devices must be good for besides {@code gpu}; without commas
 * @param options options of the driver by name; a name has no equals sign
 */
public record GpuRequest(
    String driver,
    long count,
    List<String> devices,
    List<String> capabilities,
    Map<String, String> options) {

  private static final long EVERY = -1;
  private static final String GPU = "gpu";

  /** Copies the collections in; refuses commas and equals signs where they would separate. */
  public GpuRequest {
    Objects.requireNonNull(driver, "driver");
    devices = List.copyOf(devices);
    capabilities = List.copyOf(capabilities);
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    for (String item : Stream.concat(devices.stream(), capabilities.stream()).toList()) {
      if (item.contains(",")) {
        throw Secrets.refusal(
            "'" + item + "' contains a comma; give each device and capability apart");
      }
    }
    for (String name : options.keySet()) {
      if (name.contains("=")) {
        throw Secrets.refusal(
            "option name '" + name + "' contains an equals sign; give the value apart");
      }
    }
  }

  /** All GPUs. */
  public static GpuRequest all() {
    return count(EVERY);
  }

  /** This many GPUs, whichever; −1 for all. */
  public static GpuRequest count(long count) {
    return new GpuRequest("", count, List.of(), List.of(), Map.of());
  }

  /** The GPUs of these numbers or ids. */
  public static GpuRequest devices(String... ids) {
    return new GpuRequest("", 0, List.of(ids), List.of(), Map.of());
  }

  /** A copy for devices of this driver. */
  public GpuRequest driver(String wanted) {
    return new GpuRequest(wanted, count, devices, capabilities, options);
  }

  /** A copy for devices that are good for all of these. */
  public GpuRequest capabilities(String... wanted) {
    return new GpuRequest(driver, count, devices, List.of(wanted), options);
  }

  /** A copy with one more option of the driver. */
  public GpuRequest option(String name, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(name, value);
    return new GpuRequest(driver, count, devices, capabilities, more);
  }

  /** What the engine is told the devices must be good for: the capabilities and {@code gpu}. */
  public List<String> allCapabilities() {
    return Stream.concat(capabilities.stream(), Stream.of(GPU)).toList();
  }

  /**
   * Reads {@code all}, a number, or fields with commas between them: {@code count=2}, {@code
   * device=0}, {@code driver=nvidia}, {@code capabilities=utility}, {@code options=name=value}. A
   * field with commas inside is put in double quotes: {@code "device=0,2"}.
   *
   * <p>Without a number and without devices it is one device. The last number counts.
   *
   * @throws IllegalArgumentException if the text has another form, or a field twice
   */
  public static GpuRequest parse(String text) {
    GpuRequest request = count(0);
    Set<String> seen = new HashSet<>();
    for (String field : Csv.read(text)) {
      int equals = field.indexOf('=');
      String key = equals < 0 ? field : field.substring(0, equals);
      if (!seen.add(key)) {
        throw Secrets.refusal(
            "gpu request key '" + key + "' can be specified only once; drop one of them");
      }
      if (equals < 0) {
        seen.add("count");
        request = request.withCount(readCount(key));
      } else {
        request = request.with(key, field.substring(equals + 1), field);
      }
    }
    return seen.contains("count") || seen.contains("device") ? request : request.withCount(1);
  }

  private GpuRequest with(String key, String value, String field) {
    return switch (key) {
      case "driver" -> driver(value);
      case "count" -> withCount(readCount(value));
      case "device" -> new GpuRequest(driver, count, split(value), capabilities, options);
      case "capabilities" -> new GpuRequest(driver, count, devices, split(value), options);
      case "options" -> new GpuRequest(driver, count, devices, capabilities, readOptions(value));
      default ->
          throw Secrets.refusal(
              "unexpected key '"
                  + key
                  + "' in '"
                  + field
                  + "'; write count, device, driver, capabilities or options");
    };
  }

  private GpuRequest withCount(long wanted) {
    return new GpuRequest(driver, wanted, devices, capabilities, options);
  }

  private static long readCount(String text) {
    try {
      return text.equals("all") ? EVERY : Numbers.parseDecimal(text);
    } catch (IllegalArgumentException e) {
      throw Secrets.refusal(
          "invalid count ("
              + text
              + "): value must be either \"all\" or an integer: invalid syntax; write count=2",
          e);
    }
  }

  private static Map<String, String> readOptions(String text) {
    try {
      return Csv.read(text).stream()
          .map(KeyValue::parse)
          .collect(Collectors.toMap(KeyValue::key, KeyValue::value, (first, last) -> last));
    } catch (IllegalArgumentException e) {
      throw Secrets.refusal("failed to read gpu options: " + e.getMessage(), e);
    }
  }

  private static List<String> split(String text) {
    return List.of(text.split(",", -1));
  }

  /** The {@link #text()}, with options masked whose names speak of secrets. */
  @Override
  public String toString() {
    return text(Secrets::masked);
  }

  /**
   * Fields with commas between them; the number first, unless only devices are named. Secrets are
   * spelled out.
   */
  public String text() {
    return text((key, value) -> value);
  }

  private String text(BinaryOperator<String> shown) {
    List<String> fields = new ArrayList<>();
    if (devices.isEmpty() || count != 0) {
      fields.add(count == EVERY ? "count=all" : "count=" + count);
    }
    if (!driver.isEmpty()) {
      fields.add("driver=" + driver);
    }
    if (!devices.isEmpty()) {
      fields.add("device=" + String.join(",", devices));
    }
    if (!capabilities.isEmpty()) {
      fields.add("capabilities=" + String.join(",", capabilities));
    }
    if (!options.isEmpty()) {
      fields.add(
          "options="
              + Csv.write(
                  options.entrySet().stream()
                      .map(e -> e.getKey() + "=" + shown.apply(e.getKey(), e.getValue()))
                      .toList()));
    }
    return Csv.write(fields);
  }
}
