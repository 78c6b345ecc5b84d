package dev.hamlet.common.security;

import static dev.hamlet.common.security.TestCertificates.ISSUED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.common.config.InvalidInputException;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.EpochClock;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportSecurityTest {

  private static final EpochClock CLOCK = ISSUED::toEpochMilli;

  @TempDir private Path folder;
  private TestCertificates ours;

  @BeforeEach
  void issue() {
    ours = new TestCertificates(folder.resolve("ours"));
  }

  @Test
  void clientThatTrustsTheServer_isAnswered() throws Exception {
    try (SecuredCall call = new SecuredCall(server(ours.server()))) {
      assertThat(call.answer(client(ours.client()))).isEqualTo("answered");
    }
  }

  @Test
  void serverWithAuthority_answersOnlyClientsWithItsCertificate() throws Exception {
    TestCertificates theirs = new TestCertificates(folder.resolve("theirs"));
    TlsFiles stranger =
        new TlsFiles(
            theirs.clientWithCertificate().certificate(),
            theirs.clientWithCertificate().key(),
            ours.client().ca());
    TransportSecurity server = server(ours.mutualServer());
    try (SecuredCall call = new SecuredCall(server)) {
      assertThat(call.answer(client(ours.clientWithCertificate()))).isEqualTo("answered");
      assertThat(call.failure(client(ours.client()))).contains("give --tls-cert and --tls-key");
      assertThat(server.figures().untrusted()).isZero();
      assertThat(call.failure(client(stranger))).contains("does not take this certificate");
      assertThat(server.figures().untrusted()).isPositive();
    }
  }

  @Test
  void otherAuthority_isNamedAsSuch() throws Exception {
    TestCertificates theirs = new TestCertificates(folder.resolve("theirs"));
    try (SecuredCall call = new SecuredCall(server(ours.server()))) {
      assertThat(call.failure(client(theirs.client()))).contains("does not lead to what --tls-ca");
    }
  }

  @Test
  void certificateOfAnotherHost_isNamedAsSuch() throws Exception {
    try (SecuredCall call = new SecuredCall(server(ours.serverElsewhere()))) {
      assertThat(call.failure(client(ours.client()))).contains("has another name");
    }
  }

  @Test
  void expiredCertificate_isRefusedAtTheStartAndNamedByClients() throws Exception {
    TlsFiles expired = ours.expiredServer();
    assertThatThrownBy(
            () ->
                TransportSecurity.ofServer(
                    expired, Instant.parse("2025-01-01T00:00:00Z")::toEpochMilli))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining("expired.pem expired at 2024-01-02");
    try (SecuredCall call = new SecuredCall(server(expired))) {
      assertThat(call.failure(client(ours.client()))).contains("has expired");
    }
  }

  @Test
  void boardWithoutClock_takesItsCertificateBeforeItIsValid() {
    TransportSecurity board = TransportSecurity.ofClient(ours.clientWithCertificate(), () -> 0);

    assertThat(board.kind()).isEqualTo(TransportSecurity.Kind.MUTUAL_TLS);
    assertThat(board.expiresEpochMs())
        .hasValue(Instant.parse("2099-01-01T00:00:00Z").toEpochMilli());
  }

  @Test
  void oneEndInTheClear_bothAreToldWhich() throws Exception {
    StatusRuntimeException hungUp =
        Status.UNAVAILABLE
            .withDescription("Network closed for unknown reason")
            .asRuntimeException();
    assertThat(TransportSecurity.PLAINTEXT.sentence(hungUp, "here"))
        .hasValueSatisfying(said -> assertThat(said).contains("if it speaks TLS"));
    assertThat(client(ours.client()).sentence(hungUp, "here")).isEmpty();
    try (SecuredCall call = new SecuredCall(TransportSecurity.PLAINTEXT)) {
      assertThat(call.answer(TransportSecurity.PLAINTEXT)).isEqualTo("answered");
      assertThat(call.failure(client(ours.client()))).contains("speaks plaintext");
    }
  }

  @Test
  void renewedFiles_serveNewConnectionsWithoutRestart() throws Exception {
    TestCertificates renewed = new TestCertificates(folder.resolve("renewed"));
    TlsFiles files = ours.server();
    TransportSecurity server = server(files);
    try (SecuredCall call = new SecuredCall(server)) {
      assertThat(server.reload()).isFalse();
      assertThat(server.figures().reloadGood()).isTrue();
      assertThat(server.figures().reloadedEpochMs()).hasValue(ISSUED.toEpochMilli());
      TlsFiles next = renewed.server();
      replace(files.certificate(), next.certificate());
      assertThatThrownBy(server::reload).hasMessageContaining("is not the key of");
      assertThat(server.figures().reloadGood()).isFalse();
      assertThat(call.answer(client(ours.client()))).isEqualTo("answered");

      replace(files.key(), next.key());
      assertThat(server.reload()).isTrue();
      assertThat(server.figures().reloadGood()).isTrue();
      assertThat(call.answer(client(renewed.client()))).isEqualTo("answered");
      assertThat(call.failure(client(ours.client()))).contains("does not lead to");
    }
  }

  @Test
  void unusableFiles_areOneSentenceWithItsMend() throws IOException {
    Path certificate = ours.server().certificate().orElseThrow();
    assertRefused(certificate, folder.resolve("no.key"), "there is no file");
    assertRefused(certificate, write("empty.key", ""), "it must be PEM");
    assertRefused(
        certificate, write("rsa.key", "-----BEGIN RSA PRIVATE KEY-----"), "openssl pkcs8 -topk8");
    assertRefused(
        certificate, write("secret.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----"), "a password");
    assertRefused(
        certificate,
        ours.clientWithCertificate().key().orElseThrow(),
        "client.key is not the key of");
    assertRefused(
        write("none.pem", "hello"), ours.server().key().orElseThrow(), "holds no certificate");
  }

  @Test
  void halfOfWhatIsNeeded_isRefusedWithTheOption() {
    TlsFiles keyOnly = new TlsFiles(Optional.empty(), ours.server().key(), Optional.empty());
    assertThatThrownBy(() -> server(keyOnly))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--tls-key");
    assertThatThrownBy(() -> client(keyOnly)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> client(ours.server())).hasMessageContaining("--tls-ca");
    assertThat(server(TlsFiles.NONE).kind()).isEqualTo(TransportSecurity.Kind.PLAINTEXT);
  }

  private void assertRefused(Path certificate, Path key, String words) {
    TlsFiles files = new TlsFiles(Optional.of(certificate), Optional.of(key), Optional.empty());
    assertThatThrownBy(() -> server(files))
        .isInstanceOf(HamletException.class)
        .hasMessageContaining(words);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** With a time of its own: the renewal may have the same size within the same millisecond. */
  private static void replace(Optional<Path> target, Optional<Path> source) throws IOException {
    Files.copy(source.orElseThrow(), target.orElseThrow(), StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(
        target.orElseThrow(), FileTime.from(Instant.parse("2024-06-01T00:00:00Z")));
  }

  private static TransportSecurity server(TlsFiles files) {
    return TransportSecurity.ofServer(files, CLOCK);
  }

  private static TransportSecurity client(TlsFiles files) {
    return TransportSecurity.ofClient(files, CLOCK);
  }
}
