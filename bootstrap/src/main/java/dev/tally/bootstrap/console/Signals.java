package dev.tally.bootstrap.console;

import java.lang.reflect.Proxy;

/**
 * The operating system's signals. Java has no supported way to hear of them without ending, so this
 * goes through the one class that every JVM in use has, by reflection because the compiler refuses
 * it; where it is missing, signals keep their usual effect.
 */
final class Signals {

  private Signals() {}

  /** Runs an action, on a thread of its own, each time the signal comes. */
  static void on(String signal, Runnable action) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                  return null;
                }
                return method.getName().equals("hashCode") ? (Object) 0 : proxy == arguments[0];
              });
      type.getMethod("handle", type, handlerType)
          .invoke(null, type.getConstructor(String.class).newInstance(signal), handler);
    } catch (ReflectiveOperationException e) {
      // A signal that this system does not have, or a JVM without signals: nothing to hear.
    }
  }
}
