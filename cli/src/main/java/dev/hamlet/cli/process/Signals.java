package dev.hamlet.cli.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a signal that comes a second time. The Java platform begins its end with the first and
 * ignores all others; {@code sun.misc.Signal} of the module jdk.unsupported is the one way to see
 * them, used by reflection since compilers warn of it. Where it is missing, nothing happens.
 */
final class Signals {

  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final List<String> ENDS = List.of("TERM", "INT", "HUP");

  private Signals() {}

  /** Calls back at every signal to end but the first, which does what it always does. */
  static void onRepeat(Runnable repeated) {
    AtomicInteger seen = new AtomicInteger();
    for (String name : ENDS) {
      try {
        handle(name, seen, repeated);
      } catch (ReflectiveOperationException | RuntimeException e) {
        LOG.debug("a second {} will not be noticed", name, e);
      }
    }
  }

  private static void handle(String name, AtomicInteger seen, Runnable repeated)
      throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object signal = signalType.getConstructor(String.class).newInstance(name);
    Method install = signalType.getMethod("handle", signalType, handlerType);
    Object[] usual = new Object[1];
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            came(seen, repeated, () -> call(method, usual[0], arguments));
            return null;
          }
          return method.invoke(Signals.class, arguments);
        };
    usual[0] =
        install.invoke(
            null,
            signal,
            Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlerType}, handler));
  }

  /** On a thread of its own, as the platform's waits for the end. */
  private static void came(AtomicInteger seen, Runnable repeated, Runnable usual) {
    Thread thread = new Thread(seen.getAndIncrement() == 0 ? usual : repeated, "signal");
    thread.setDaemon(true);
    thread.start();
  }

  private static void call(Method method, Object target, Object[] arguments) {
    try {
      method.invoke(target, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      LOG.error("a signal had no effect", e);
    }
  }
}
