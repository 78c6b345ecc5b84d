package dev.hamlet.agent.device.tegra;

import dev.hamlet.agent.device.tegra.NvpMode.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The power modes in {@code /etc/nvpmodel.conf}. Two kinds of section matter:
 *
 * <pre>
 *   &lt; PARAM TYPE=FILE NAME=CPU_ONLINE &gt;      labels and files of a parameter
 *   CORE_1 /sys/devices/system/cpu/cpu1/online
 *
 *   &lt; POWER_MODEL ID=1 NAME=MAXQ &gt;           values of a mode
 *   CPU_ONLINE CORE_1 0
 * </pre>
 *
 * <p>Comments begin with {@code #}. What is not understood is passed over: files of other boards
 * have sections that do not concern a mode.
 *
 * @param modes the modes, in the order of the file
 */
record NvpModel(List<NvpMode> modes) {

  /** Where it is. */
  static final String PATH = "/etc/nvpmodel.conf";

  private static final Pattern HEAD = Pattern.compile("<\\s*(\\w+)(.*)>");
  private static final Pattern FACT = Pattern.compile("(\\w+)=(\\S+)");

  NvpModel {
    modes = List.copyOf(modes);
  }

  static NvpModel parse(String text) {
    return new Reader().read(text);
  }

  Optional<NvpMode> mode(String name) {
    return modes.stream().filter(mode -> mode.name().equals(name)).findFirst();
  }

  /** Reads line by line. */
  private static final class Reader {

    private final Map<List<String>, String> files = new HashMap<>();
    private final List<NvpMode> modes = new ArrayList<>();
    private String parameter = "";
    private @Nullable NvpMode mode;

    NvpModel read(String text) {
      text.lines().map(line -> line.replaceAll("#.*", "").strip()).forEach(this::line);
      endMode();
      return new NvpModel(modes);
    }

    private void line(String line) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        endMode();
        begin(head.group(1), facts(head.group(2)));
        return;
      }
      String[] words = line.split("\\s+");
      NvpMode open = mode;
      if (open == null && !parameter.isEmpty() && words.length == 2) {
        files.put(List.of(parameter, words[0]), words[1]);
      } else if (open != null && words.length == 3 && words[2].matches("-?\\d{1,18}")) {
        String path = files.get(List.of(words[0], words[1]));
        if (path != null) {
          List<Setting> settings = new ArrayList<>(open.settings());
          settings.add(new Setting(words[0], words[1], path, Long.parseLong(words[2])));
          mode = new NvpMode(open.id(), open.name(), settings);
        }
      }
    }

    private void begin(String kind, Map<String, String> facts) {
      parameter = kind.equals("PARAM") ? facts.getOrDefault("NAME", "") : "";
      String id = facts.getOrDefault("ID", "");
      if (kind.equals("POWER_MODEL") && id.matches("\\d{1,9}")) {
        mode = new NvpMode(Integer.parseInt(id), facts.getOrDefault("NAME", id), List.of());
      }
    }

    private void endMode() {
      if (mode != null) {
        modes.add(mode);
      }
      mode = null;
    }

    private static Map<String, String> facts(String text) {
      Map<String, String> facts = new HashMap<>();
      Matcher fact = FACT.matcher(text);
      while (fact.find()) {
        facts.put(fact.group(1), fact.group(2));
      }
      return facts;
    }
  }
}
