package dev.adamant.record;

import java.time.Instant;

/**
 * An entry of the ledger, checked; two are equal when their hashes are. Its bytes and signature
 * stay in the ledger: the hash is theirs, and they are five times as large as what they state.
 *
 * @param sequence its place, from 1
 * @param previous hash of the entry before it; empty for the first
 * @param time when it was made, in whole milliseconds; never before that of the entry before it
 * @param author id of the key that signed it
 * @param statement what it states
 * @param hash SHA-256 of its bytes, which are canonical JSON of all of the others in UTF-8, and of
 *     its signature, ML-DSA-65 (FIPS 204) of the bytes
 */
public record SignedEntry(
    long sequence, String previous, Instant time, String author, Statement statement, String hash) {

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedEntry entry && entry.hash.equals(hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }
}
