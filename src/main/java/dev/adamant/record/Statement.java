package dev.adamant.record;

import tools.jackson.databind.node.ObjectNode;

/** What an entry of the ledger states. */
public sealed interface Statement
    permits TrustedKey, VersionRecord, Revocation, Decision, Collection {

  /** The name of its kind, as entries have it. */
  String kind();

  /** Its canonical content, without kind and envelope: text, integers, truth values and lists. */
  ObjectNode json();
}
