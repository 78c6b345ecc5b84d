package dev.hamlet.coordinator.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.coordinator.remote.WriteReply.Meaning;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteReplyTest {

  @ParameterizedTest
  @CsvSource({
    "200, '', WRITTEN",
    "204, '', WRITTEN",
    "429, 'slow down', LATER",
    "500, 'disk', LATER",
    "503, '', LATER",
    "0, 'Connection refused', LATER",
    "500, 'too old sample', REJECTED",
    "400, 'out of order sample', REJECTED",
    "400, 'what', REJECTED",
    "401, '', REJECTED",
    "404, 'remote write receiver needs to be enabled', REJECTED",
    "302, '', REJECTED"
  })
  void answers_meanWhatTheProtocolSays(int status, String body, Meaning meaning) {
    assertThat(reply(status, body).meaning()).isEqualTo(meaning);
  }

  @Test
  void sentences_nameTheMend() {
    assertThat(reply(404, "").sentence()).contains("--web.enable-remote-write-receiver");
    assertThat(reply(400, "out of order sample").sentence())
        .contains("storage.tsdb.out_of_order_time_window");
    assertThat(reply(500, "too old sample").sentence())
        .contains("storage.tsdb.out_of_order_time_window");
    assertThat(reply(401, "").sentence()).contains("credentials");
    assertThat(WriteReply.none("Connection refused").sentence()).contains("is it running");
  }

  @Test
  void wrongAddress_concernsAllRequests_badSamplesDoNot() {
    assertThat(reply(404, "").concernsAll()).isTrue();
    assertThat(reply(403, "").concernsAll()).isTrue();
    assertThat(reply(400, "out of bounds").concernsAll()).isFalse();
    assertThat(reply(500, "too old sample").concernsAll()).isFalse();
    assertThat(reply(503, "").concernsAll()).isFalse();
  }

  @Test
  void longAnswers_areShortenedToALine() {
    assertThat(reply(500, "a\nb ".repeat(500)).body()).hasSizeLessThan(310).doesNotContain("\n");
  }

  private static WriteReply reply(int status, String body) {
    return new WriteReply(status, body, Optional.empty());
  }
}
