package dev.tally.application.service;

import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import java.util.List;
import java.util.stream.Stream;

/** A job whose user is to be told something more. */
record NotedJob(RunningJob job, List<String> more) implements RunningJob {

  @Override
  public List<String> notes() {
    return Stream.concat(more.stream(), job.notes().stream()).toList();
  }

  @Override
  public Progress progress() {
    return job.progress();
  }

  @Override
  public void stop() {
    job.stop();
  }

  @Override
  public RunReport await() throws InterruptedException {
    return job.await();
  }
}
