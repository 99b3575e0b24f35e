package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.TallyException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Says why a TLS handshake came to nothing; the clients know it, but say only that it did. */
final class TlsFailure {

  private TlsFailure() {}

  /** Returns the error for the user. */
  static TallyException explain(Cluster cluster, SslAuthenticationException failure) {
    Throwable root = rootOf(failure);
    String reason = KafkaFailure.lineOf(root);
    if (root instanceof CertPathBuilderException || root instanceof CertPathValidatorException) {
      return failed(
          cluster,
          "its certificate is not trusted (%s)".formatted(reason),
          "Name a truststore that holds its certificate or its authority's with ssl.truststore.* in --kafka-config.",
          failure);
    }
    if (root instanceof CertificateExpiredException
        || root instanceof CertificateNotYetValidException) {
      return failed(
          cluster,
          "its certificate is not valid now (%s)".formatted(reason),
          "Renew the broker's certificate, or set this machine's clock.",
          failure);
    }
    if (root instanceof CertificateException) {
      return failed(
          cluster,
          "its certificate is not for this address (%s)".formatted(reason),
          "Use an address that the certificate names with --bootstrap-servers.",
          failure);
    }
    return failed(cluster, reason, "Check the ssl.* properties in --kafka-config.", failure);
  }

  private static TallyException failed(
      Cluster cluster, String reason, String fix, SslAuthenticationException failure) {
    return KafkaFailure.unreachable(
        cluster, "the TLS handshake failed, since " + reason, fix, failure);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
