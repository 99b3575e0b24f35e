package dev.tally.bootstrap;

import dev.tally.adapters.kafka.KafkaAdapter;
import javax.xml.parsers.FactoryConfigurationError;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;

/**
 * Has the JVM load, on a thread of its own while the command line is read, what nearly every
 * command needs right after. Nothing depends on it: what it has not loaded is loaded when needed.
 */
final class WarmUp {

  private WarmUp() {}

  /** Begins, and does not wait. Nothing here may ask for a logger: logs have no place yet. */
  static void begin() {
    Thread thread = new Thread(WarmUp::load, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    try {
      SAXParserFactory.newInstance().newSAXParser(); // the configuration of logs
    } catch (ParserConfigurationException | SAXException | FactoryConfigurationError e) {
      // Who needs it will say so.
    }
    KafkaAdapter.warmUp();
  }
}
