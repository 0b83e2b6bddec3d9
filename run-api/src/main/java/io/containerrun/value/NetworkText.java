package io.containerrun.value;

import io.containerrun.internal.text.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/** Reads and writes the long form of a {@link Network}. */
final class NetworkText {

  private static final Pattern LONG = Pattern.compile("\\w=\\w");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final String ADVICE =
      "; write name= with alias=, ip=, ip6=, mac-address=, link-local-ip=, driver-opt=key=value"
          + " or gw-priority=";

  private final List<String> aliases = new ArrayList<>();
  private final List<IpAddress> linkLocalIps = new ArrayList<>();
  private final Map<String, String> driverOptions = new TreeMap<>();
  private String name = "";
  private IpAddress ipv4 = IpAddress.NONE;
  private IpAddress ipv6 = IpAddress.NONE;
  private String macAddress = "";
  private int gatewayPriority;

  private NetworkText() {}

  static boolean isLong(String text) {
    return LONG.matcher(text).find();
  }

  static Network read(String text) {
    NetworkText values = new NetworkText();
    Csv.read(text).forEach(values::readField);
    if (values.name.isEmpty()) {
      throw Secrets.refusal("network name/id is not specified; add name=my-net");
    }
    return new Network(
        NetworkMode.parse(values.name),
        values.aliases,
        values.ipv4,
        values.ipv6,
        values.linkLocalIps,
        MacAddress.parse(values.macAddress),
        values.driverOptions,
        values.gatewayPriority);
  }

  private void readField(String field) {
    String lower = Words.lower(field);
    int cut = lower.indexOf('=');
    if (cut <= 0) {
      throw Secrets.refusal("invalid field " + field + ADVICE);
    }
    String key = Words.trim(lower.substring(0, cut));
    String value = Words.trim(lower.substring(cut + 1));
    switch (key) {
      case "name" -> name = value;
      case "alias" -> aliases.add(value);
      case "ip" -> ipv4 = IpAddress.asTyped(value);
      case "ip6" -> ipv6 = IpAddress.asTyped(value);
      case "mac-address" -> macAddress = value;
      case "link-local-ip" -> linkLocalIps.add(IpAddress.asTyped(value));
      case "driver-opt" -> readDriverOption(value);
      case "gw-priority" -> gatewayPriority = readInteger(value);
      default -> throw Secrets.refusal("invalid field key " + key + ADVICE);
    }
  }

  private void readDriverOption(String option) {
    int cut = option.indexOf('=');
    if (cut <= 0) {
      throw Secrets.refusal(
          "invalid key value pair format in driver options; write driver-opt=key=value");
    }
    String value = Words.trim(option.substring(cut + 1));
    driverOptions.put(Words.trim(option.substring(0, cut)), value);
  }

  private static int readInteger(String text) {
    boolean isInteger = INTEGER.matcher(text).matches();
    try {
      return Integer.parseInt(isInteger ? text : "");
    } catch (NumberFormatException e) {
      throw Secrets.refusal(
          ("invalid gw-priority (" + text + "): ")
              + (isInteger ? "value out of range" : "invalid syntax")
              + "; write an integer such as 10 or -5",
          e);
    }
  }

  static String write(Network network, BinaryOperator<String> shown) {
    List<String> fields = new ArrayList<>();
    network.aliases().forEach(alias -> fields.add("alias=" + alias));
    add(fields, "ip=", network.ipv4().text());
    add(fields, "ip6=", network.ipv6().text());
    add(fields, "mac-address=", network.macAddress().text());
    network.linkLocalIps().forEach(ip -> fields.add("link-local-ip=" + ip));
    network
        .driverOptions()
        .forEach((k, v) -> fields.add("driver-opt=" + k + "=" + shown.apply(k, v)));
    if (network.gatewayPriority() != 0) {
      fields.add("gw-priority=" + network.gatewayPriority());
    }
    String name = network.mode().toString();
    if (fields.isEmpty() && !isLong(name)) {
      return name;
    }
    fields.add(0, "name=" + name);
    String text = Csv.write(fields);
    // Where every value starts with a sign, a field that changes nothing makes the form long.
    return isLong(text) ? text : text + ",gw-priority=0";
  }

  private static void add(List<String> fields, String key, String value) {
    if (!value.isEmpty()) {
      fields.add(key + value);
    }
  }

  static void requireWritable(
      NetworkMode mode, List<String> aliases, List<IpAddress> ips, Map<String, String> options) {
    requireWritable(mode.toString());
    aliases.forEach(NetworkText::requireWritable);
    ips.forEach(ip -> requireWritable(ip.text()));
    options.forEach(
        (key, value) -> {
          if (key.isEmpty() || key.contains("=")) {
            throw Secrets.refusal(
                "invalid key value pair format in driver options: key "
                    + Words.quoted(key)
                    + "; use a key that is not empty and has no equals sign");
          }
          requireWritable(key);
          requireWritable(value);
        });
  }

  static void requireWritable(String value) {
    if (!value.equals(Words.trim(Words.lower(value)))) {
      throw Secrets.refusal(
          ("network setting " + Words.quoted(value) + " would be read in lower case and trimmed")
              + "; use lower-case text without blanks around it, or the options of the run");
    }
  }
}
