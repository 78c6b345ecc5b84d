package dev.hamlet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.config.InvalidInputException;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void blanks_partWords() {
    assertThat(Words.of("  docker exec\t board ", "launcher"))
        .containsExactly("docker", "exec", "board");
    assertThat(Words.of("", "launcher")).isEmpty();
  }

  @Test
  void quotes_keepBlanksAndEachOther() {
    assertThat(Words.of("chroot '/my root' --note=\"it's $1\" \"\"", "launcher"))
        .containsExactly("chroot", "/my root", "--note=it's $1", "");
  }

  @Test
  void openQuote_isRefusedWithItsPlace() {
    assertThatThrownBy(() -> Words.of("chroot '/my root", "launcher"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("launcher")
        .hasMessageContaining("'/my root");
  }
}
