package dev.hamlet.worker.tensorflow;

import dev.hamlet.common.worker.Request;
import dev.hamlet.common.worker.serve.ModelFaultException;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.OptimizerOptions;

/**
 * How a session executes its graph.
 *
 * @param threads threads that one operation may use; operations run one after the other
 * @param optimizer whether TensorFlow may rewrite the graph. It is on unless the option {@code
 *     optimizer} is {@code off}. The default folds constants: weights that are stored in fewer bits
 *     are then unpacked once, before the first inference, and run as float32 ever after.
 */
record SessionOptions(int threads, boolean optimizer) {

  private static final String OPTIMIZER = "optimizer";

  /**
   * A negative number of threads between operations: each runs in the thread that asked for the
   * inference. With a pool of one, every inference is handed to another thread and back, which on a
   * small network takes longer, and varies more, than the network itself.
   */
  private static final int CALLERS_THREAD = -1;

  static SessionOptions of(Request.Load order) {
    for (String name : order.options().keySet()) {
      if (!name.equals(OPTIMIZER)) {
        throw new ModelFaultException(
            "TensorFlow has no option %s: it has %s".formatted(name, OPTIMIZER));
      }
    }
    String optimizer = order.options().getOrDefault(OPTIMIZER, "on");
    if (!Set.of("on", "off").contains(optimizer)) {
      throw new ModelFaultException(
          "option %s is %s, neither on nor off".formatted(OPTIMIZER, optimizer));
    }
    return new SessionOptions(order.threads(), optimizer.equals("on"));
  }

  ConfigProto toProto() {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(CALLERS_THREAD);
    if (!optimizer) {
      config
          .getGraphOptionsBuilder()
          .setOptimizerOptions(OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0))
          .getRewriteOptionsBuilder()
          .setDisableMetaOptimizer(true);
    }
    return config.build();
  }
}
