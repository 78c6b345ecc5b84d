package dev.hamlet.common.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PortFailureTest {

  @Test
  void takenPort_isSaidInWordsWhoeverTellsIt() {
    String taken =
        "port 7400 of 127.0.0.1 is taken, so that gRPC cannot be served there: end what listens"
            + " there (ss -ltnp shows it), or choose another port with --grpc-port";

    assertThat(words(new BindException("Address already in use"))).isEqualTo(taken);
    assertThat(words(wrapped("bind(..) failed with error(-98): Address already in use")))
        .isEqualTo(taken);
    assertThat(words(wrapped("bind(..) failed with error(-98)"))).isEqualTo(taken);
  }

  @Test
  void portThatIsForbidden_andAddressOfAnotherMachine_areSaidInWords() {
    assertThat(words(wrapped("bind(..) failed with error(-13): Permission denied")))
        .isEqualTo(
            "no right to serve gRPC on port 7400 of 127.0.0.1: choose one from 1024 on with"
                + " --grpc-port");
    assertThat(words(new BindException("Cannot assign requested address")))
        .startsWith("this machine has no address 127.0.0.1, so that gRPC cannot be served there");
  }

  @Test
  void anythingElse_isToldAsTheSystemToldIt() {
    assertThat(words(new IOException("too many open files")))
        .contains("port 7400 of 127.0.0.1", "too many open files", "--grpc-port");
  }

  private static IOException wrapped(String reason) {
    return new IOException("Failed to bind to address /127.0.0.1:7400", new IOException(reason));
  }

  private static String words(IOException cause) {
    var address = InetSocketAddress.createUnresolved("127.0.0.1", 7400);
    return String.valueOf(PortFailure.of(address, "gRPC", "--grpc-port", cause).getMessage());
  }
}
