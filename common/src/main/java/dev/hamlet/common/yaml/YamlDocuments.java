package dev.hamlet.common.yaml;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a file into its YAML documents. */
public final class YamlDocuments {

  private YamlDocuments() {}

  /**
   * The text of each document, each on the lines that it has in the file, so that problems name
   * their lines there. A line that begins with three dashes begins a document, wherever it stands:
   * YAML allows it nowhere else. Documents of nothing but blanks and comments are left out; if all
   * are, the text itself is the one document. One document is the text itself to its end, with all
   * that stands before it.
   */
  public static List<String> of(String text) {
    List<String> documents = new ArrayList<>();
    StringBuilder document = new StringBuilder();
    boolean hasContent = false;
    int lines = 0;
    int at = 0;
    int end = text.length();
    for (String line : text.split("\n", -1)) {
      if (line.matches("---(\\s.*)?")) {
        if (hasContent) {
          documents.add(document.toString());
          end = at;
        }
        document.setLength(0);
        document.append("\n".repeat(lines));
        hasContent = false;
      }
      hasContent |= !line.isBlank() && !line.matches("\\s*#.*|---\\s*(#.*)?|\\.\\.\\.\\s*");
      document.append(line).append('\n');
      lines++;
      at += line.length() + 1;
    }
    if (hasContent) {
      documents.add(document.toString());
      end = text.length();
    }
    return documents.size() <= 1 ? List.of(text.substring(0, end)) : List.copyOf(documents);
  }
}
