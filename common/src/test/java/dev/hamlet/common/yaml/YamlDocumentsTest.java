package dev.hamlet.common.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YamlDocumentsTest {

  @Test
  void oneDocument_isTheTextItself() {
    assertThat(YamlDocuments.of("a: 1\n")).containsExactly("a: 1\n");
    assertThat(YamlDocuments.of("# head\n---\na: 1\n")).containsExactly("# head\n---\na: 1\n");
    assertThat(YamlDocuments.of("")).containsExactly("");
    assertThat(YamlDocuments.of("---\n# nothing\n")).containsExactly("---\n# nothing\n");
  }

  @Test
  void dashesAfterTheLastDocument_beginNone() {
    assertThat(YamlDocuments.of("# head\n---\na: 1\n---\n")).containsExactly("# head\n---\na: 1\n");
    assertThat(YamlDocuments.of("a: 1\n---\n# that was it\n---")).containsExactly("a: 1\n");
    assertThat(YamlDocuments.of("a: 1\n---\nb: 2\n---\n"))
        .containsExactly("a: 1\n", "\n---\nb: 2\n");
  }

  @Test
  void severalDocuments_stayOnTheirLines() {
    assertThat(YamlDocuments.of("a: 1\n--- # next\nb: |\n  ---\n--- \n# nothing\n---\nc: 3"))
        .containsExactly("a: 1\n", "\n--- # next\nb: |\n  ---\n", "\n\n\n\n\n\n---\nc: 3\n");
  }
}
