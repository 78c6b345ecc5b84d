package dev.hamlet.models.training;

import dev.hamlet.common.error.ErrorCode;
import dev.hamlet.common.error.HamletException;
import dev.hamlet.common.security.Digests;
import dev.hamlet.models.architecture.Architecture;
import dev.hamlet.models.architecture.Network;
import dev.hamlet.models.cache.FileCache;
import java.io.IOException;
import java.nio.file.Path;

/** Networks trained from a seed, each trained once and then kept in a cache folder. */
public final class TrainedNetworks {

  private final FileCache cache;
  private final Trainer trainer;

  /** With a folder that keeps what was trained. */
  public TrainedNetworks(Path cacheFolder, Trainer trainer) {
    this.cache = new FileCache(cacheFolder.resolve("trained"));
    this.trainer = trainer;
  }

  /** The network that the plan gives; trains only if the cache lacks it. */
  public Network get(Architecture architecture, TrainingPlan plan, TrainingProgress progress) {
    FileCache.Entry entry =
        cache.file(
            key(architecture, plan) + ".weights",
            (work, target) ->
                NetworkFile.write(trainer.train(architecture, plan, progress), target));
    try {
      return NetworkFile.read(architecture, entry.path());
    } catch (IOException e) {
      throw new HamletException(ErrorCode.RESOURCE, "cannot read " + entry.path(), e);
    }
  }

  /** Equal exactly where architecture, plan, data set and code version are. */
  public static String key(Architecture architecture, TrainingPlan plan) {
    return Digests.sha256(architecture.canonical() + plan + Trainer.canonical());
  }
}
