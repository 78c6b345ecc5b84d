package dev.hamlet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What lies in {@code deploy/}, read. */
final class DeployFiles {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path FOLDER = ROOT.resolve("deploy");

  private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+:-([^}]*)}");
  private static final Pattern KEY = Pattern.compile("^([A-Za-z]+)=(.*)$");

  private DeployFiles() {}

  static String text(String path) {
    try {
      return Files.readString(FOLDER.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A YAML file, with the defaults of {@code ${NAME:-DEFAULT}} put in. */
  static Object yaml(String path) {
    String expanded = DEFAULT.matcher(text(path)).replaceAll("$1");
    return new Load(LoadSettings.builder().setLabel(path).build()).loadFromString(expanded);
  }

  /** What is below some keys of a YAML map, as text where it is a scalar. */
  static Object at(Object yaml, String... keys) {
    Object value = yaml;
    for (String key : keys) {
      if (!(value instanceof Map<?, ?> map) || !map.containsKey(key)) {
        throw new AssertionError("no " + key + " in " + value);
      }
      value = map.get(key);
    }
    return value;
  }

  static List<String> texts(Object yaml) {
    List<String> texts = new ArrayList<>();
    ((Iterable<?>) yaml).forEach(item -> texts.add(String.valueOf(item)));
    return texts;
  }

  /** Every value of a key of a unit, in order. */
  static List<String> unit(String file, String key) {
    return text("systemd/" + file)
        .lines()
        .map(KEY::matcher)
        .filter(Matcher::matches)
        .filter(line -> line.group(1).equals(key))
        .map(line -> line.group(2))
        .toList();
  }
}
