package dev.tally.adapters.spark;

import dev.tally.application.files.FilesAccount;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Gathers on the driver what each task has read. A task replaces what it, or an earlier attempt at
 * it, said before, so nothing is counted twice. Thread-safe.
 */
final class RangeAccounts extends AccumulatorV2<RangeAccounts.OfTask, List<RangeAccounts.OfTask>> {

  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, OfTask> accounts = new TreeMap<>();

  /** Returns the account of everything read. */
  FilesAccount sum() {
    return value().stream().map(OfTask::account).reduce(FilesAccount.NONE, FilesAccount::plus);
  }

  /** Takes what a task says, unless more is known of it already. */
  synchronized void addNewer(OfTask account) {
    OfTask known = accounts.get(account.partition());
    if (known == null || known.account().bytes() < account.account().bytes()) {
      add(account);
    }
  }

  @Override
  public synchronized boolean isZero() {
    return accounts.isEmpty();
  }

  @Override
  public synchronized AccumulatorV2<OfTask, List<OfTask>> copy() {
    RangeAccounts copy = new RangeAccounts();
    copy.accounts.putAll(accounts);
    return copy;
  }

  @Override
  public synchronized void reset() {
    accounts.clear();
  }

  @Override
  public synchronized void add(OfTask account) {
    accounts.put(account.partition(), account);
  }

  @Override
  public void merge(AccumulatorV2<OfTask, List<OfTask>> other) {
    other.value().forEach(this::add);
  }

  @Override
  public synchronized List<OfTask> value() {
    return new ArrayList<>(accounts.values());
  }

  /** What one task has read so far. */
  record OfTask(int partition, FilesAccount account) implements Serializable {}
}
