package dev.hamlet.cli.command.trace;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.coordinator.remote.wire.RemoteTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Which Prometheus, and how it is to be spoken with. */
public final class RemoteOptions {

  private static final String WRITE = "/api/v1/write";
  private static final String AUTHORIZATION = "Authorization";

  @Option(
      names = "--to",
      paramLabel = "URL",
      required = true,
      description = {
        "The Prometheus, for instance http://127.0.0.1:9090; without a path "
            + WRITE
            + " is meant.",
        "It needs --web.enable-remote-write-receiver."
      })
  private String to;

  @Option(
      names = "--header",
      paramLabel = "NAME:VALUE",
      description = "Goes with each request, for instance X-Scope-OrgID:lab. May be repeated.",
      showDefaultValue = Visibility.NEVER)
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--basic-auth-file",
      paramLabel = "FILE",
      description = "A file with USER:PASSWORD in its first line.")
  private @Nullable Path basicAuth;

  @Option(
      names = "--bearer-file",
      paramLabel = "FILE",
      description = "A file with a bearer token in its first line.")
  private @Nullable Path bearer;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates (PEM) that the server's must lead to; else those of the system.")
  private @Nullable Path ca;

  RemoteTarget target(Path workingFolder) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(header -> add(header, all));
    if (basicAuth != null) {
      String login = line("--basic-auth-file", workingFolder.resolve(basicAuth));
      String packed = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
      all.put(AUTHORIZATION, "Basic " + packed);
    }
    if (bearer != null) {
      all.put(AUTHORIZATION, "Bearer " + line("--bearer-file", workingFolder.resolve(bearer)));
    }
    return new RemoteTarget(
        url(), all, ca == null ? null : text("--ca", workingFolder.resolve(ca)));
  }

  private URI url() {
    URI url = RemoteTarget.parse("--to", to);
    String path = url.getPath();
    return path == null || path.isEmpty() || path.equals("/") ? url.resolve(WRITE) : url;
  }

  private static void add(String header, Map<String, String> all) {
    int colon = header.indexOf(':');
    String name = header.substring(0, Math.max(0, colon)).strip();
    if (!name.matches("[A-Za-z0-9-]+")) {
      throw new InvalidInputException("--header", "must be NAME:VALUE, not \"" + header + "\"");
    }
    all.put(name, header.substring(colon + 1).strip());
  }

  private static String line(String option, Path file) {
    return text(option, file)
        .lines()
        .findFirst()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .orElseThrow(() -> new InvalidInputException(option, file + " is empty"));
  }

  private static String text(String option, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InvalidInputException(option, file + " cannot be read: " + e.getMessage());
    }
  }
}
