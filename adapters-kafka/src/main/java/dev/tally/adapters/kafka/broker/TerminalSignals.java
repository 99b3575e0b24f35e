package dev.tally.adapters.kafka.broker;

import java.lang.reflect.Method;
import org.slf4j.LoggerFactory;

/** The signals that a terminal sends to every process of a command. */
final class TerminalSignals {

  private TerminalSignals() {}

  /**
   * Ignores SIGINT and SIGHUP, so that the broker still serves while its parent, told the same by
   * the terminal, stops gracefully. Reflection, because the compiler rejects a direct use of the
   * only API that there is; a JVM without it keeps the default.
   */
  static void ignore() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object ignore = handler.getField("SIG_IGN").get(null);
      for (String name : new String[] {"INT", "HUP"}) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ignore);
      }
    } catch (ReflectiveOperationException e) {
      LoggerFactory.getLogger(TerminalSignals.class).warn("Ctrl-C will stop the broker at once", e);
    }
  }
}
