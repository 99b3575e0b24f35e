package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * An administration client that many short conversations use, one after another or at once: to make
 * one costs far more than to ask it. Those of the clusters used last are kept as long as the
 * process lives; one that failed is used no more. Thread-safe.
 */
final class SharedAdmin {

  private static final int MOST_IDLE = 2;
  private static final Map<Cluster, SharedAdmin> KEPT = new LinkedHashMap<>(8, 0.75f, true);

  private final Cluster cluster;
  private final Admin admin;
  private int users;
  private boolean isBroken;

  private SharedAdmin(Cluster cluster, Admin admin) {
    this.cluster = cluster;
    this.admin = admin;
  }

  /** Returns the client of a cluster, for a user who will let it go. */
  static SharedAdmin use(Cluster cluster) {
    synchronized (KEPT) {
      SharedAdmin shared = KEPT.get(cluster);
      if (shared == null) {
        shared = new SharedAdmin(cluster, Admin.create(ClientSettings.admin(cluster)));
        KEPT.put(cluster, shared);
      }
      shared.users++;
      closeIdle();
      return shared;
    }
  }

  /** Returns the client. */
  Admin admin() {
    return admin;
  }

  /** Lets nobody use the client who does not use it already. */
  void discard() {
    synchronized (KEPT) {
      isBroken = true;
      KEPT.remove(cluster, this);
    }
  }

  /** One user less. */
  void letGo() {
    synchronized (KEPT) {
      users--;
      if (users == 0 && isBroken) {
        admin.close(Duration.ZERO);
      }
    }
  }

  private static void closeIdle() {
    long surplus = KEPT.values().stream().filter(kept -> kept.users == 0).count() - MOST_IDLE;
    for (Iterator<SharedAdmin> oldest = KEPT.values().iterator();
        surplus > 0 && oldest.hasNext(); ) {
      SharedAdmin candidate = oldest.next();
      if (candidate.users == 0) {
        candidate.admin.close(Duration.ZERO);
        oldest.remove();
        surplus--;
      }
    }
  }
}
