package dev.adamant.record;

import java.time.Instant;

/**
 * An entry of the ledger; two are equal when their hashes are.
 *
 * @param sequence its place, from 1
 * @param previous hash of the entry before it; empty for the first
 * @param time when it was made, in whole milliseconds; never before that of the entry before it
 * @param author id of the key that signed it
 * @param statement what it states
 * @param bytes canonical JSON of all of that in UTF-8: what is signed
 * @param signature ML-DSA-65 (FIPS 204) of the bytes
 * @param hash SHA-256 of bytes and signature
 */
@SuppressWarnings("ArrayRecordComponent") // whoever changes them has an entry that is none
public record SignedEntry(
    long sequence,
    String previous,
    Instant time,
    String author,
    Statement statement,
    byte[] bytes,
    byte[] signature,
    String hash) {

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedEntry entry && entry.hash.equals(hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }
}
