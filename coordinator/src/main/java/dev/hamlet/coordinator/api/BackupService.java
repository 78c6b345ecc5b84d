package dev.hamlet.coordinator.api;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.time.EpochClock;
import dev.hamlet.common.wire.StatusMapping;
import dev.hamlet.coordinator.backup.BackupSource;
import dev.hamlet.coordinator.backup.Snapshot;
import dev.hamlet.proto.v1.BackupPart;
import dev.hamlet.proto.v1.BackupRequest;
import dev.hamlet.proto.v1.BackupsGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends backups, one at a time, on a thread of their own ({@code backup}) and at the pace of the
 * reader.
 */
public final class BackupService extends BackupsGrpc.BackupsImplBase {

  private final BackupSource source;
  private final EpochClock clock;
  private final String version;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * A service.
   *
   * @param version of this coordinator
   */
  public BackupService(BackupSource source, EpochClock clock, String version) {
    this.source = source;
    this.clock = clock;
    this.version = version;
  }

  @Override
  public void take(BackupRequest request, StreamObserver<BackupPart> reply) {
    if (!busy.compareAndSet(false, true)) {
      reply.onError(
          StatusMapping.toStatus(
              new HamletException(
                  ErrorCode.PRECONDITION,
                  "another backup is being taken: wait until that is done")));
      return;
    }
    Pace<BackupPart> pace = new Pace<>((ServerCallStreamObserver<BackupPart>) reply);
    Thread thread = new Thread(() -> send(pace), "backup");
    thread.setDaemon(true);
    thread.start();
  }

  private void send(Pace<BackupPart> pace) {
    try (Snapshot snapshot = source.snapshot()) {
      new BackupSending(pace, version, clock.epochMs()).send(snapshot);
      pace.complete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      pace.fail(e);
    } finally {
      busy.set(false);
    }
  }
}
