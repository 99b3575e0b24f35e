package dev.tally.application.port.out;

/** Sends records without keys to one topic, each exactly once into the log. Used by one thread. */
public interface RecordSink extends AutoCloseable {

  /** Sends one record's value; may wait while too many are on their way. */
  void send(byte[] value);

  /** Returns once every record sent is acknowledged; throws where one was not. */
  void flush();

  @Override
  void close();
}
