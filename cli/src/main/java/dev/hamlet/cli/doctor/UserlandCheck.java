package dev.hamlet.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Whether the C and C++ libraries are as new as TensorFlow's native library asks for: glibc 2.34
 * and the symbols GLIBCXX_3.4.29 of GCC 11. Both versions stand in the files of the libraries.
 *
 * @param launcher what workers run behind; they then have another userland than this
 */
record UserlandCheck(Machine machine, String launcher) implements Check {

  private static final int LEAST_GLIBC_MINOR = 34;
  private static final int LEAST_GLIBCXX = 29;
  private static final Pattern GLIBC = Pattern.compile("GNU C Library [^\\n]*version 2\\.(\\d+)");
  private static final Pattern GLIBCXX = Pattern.compile("GLIBCXX_3\\.4\\.(\\d+)");
  private static final String NEWER_USERLAND =
      "TensorFlow cannot run here: give the agent a newer userland (docs/deploy.md, JetPack 4)";

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        finding(
            "glibc",
            "2.",
            "libc.so.6",
            GLIBC,
            LEAST_GLIBC_MINOR,
            "Alpine and other systems with musl will not do: take Debian 12 or Ubuntu 22.04"));
    findings.add(
        finding(
            "libstdc++",
            "GLIBCXX_3.4.",
            "libstdc++.so.6",
            GLIBCXX,
            LEAST_GLIBCXX,
            "apt-get install libstdc++6"));
    return findings;
  }

  private Finding finding(
      String check, String prefix, String file, Pattern pattern, int least, String missing) {
    Optional<String> library = machine.library(file);
    OptionalInt found = library.map(bytes -> greatest(bytes, pattern)).orElse(OptionalInt.empty());
    if (found.isEmpty()) {
      return Finding.fail(check, file + " was not found", missing);
    }
    String version = prefix + found.getAsInt();
    if (found.getAsInt() >= least) {
      return Finding.ok(check, version);
    }
    String older = version + ", TensorFlow needs " + prefix + least;
    return launcher.isBlank()
        ? Finding.fail(check, older, NEWER_USERLAND)
        : Finding.ok(check, version + "; workers run behind " + launcher);
  }

  private static OptionalInt greatest(String bytes, Pattern pattern) {
    Matcher matcher = pattern.matcher(bytes);
    return matcher.results().flatMapToInt(r -> IntStream.of(Integer.parseInt(r.group(1)))).max();
  }
}
