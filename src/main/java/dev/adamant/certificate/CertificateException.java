package dev.adamant.certificate;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A model that cannot be certified, or has no certificate: which, why, and the remedy, in one
 * sentence.
 */
public final class CertificateException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The file, and what is wrong with it. */
  CertificateException(Path file, String what) {
    super(file + ": " + what);
  }
}
