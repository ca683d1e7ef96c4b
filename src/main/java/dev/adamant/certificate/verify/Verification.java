package dev.adamant.certificate.verify;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What verification found.
 *
 * @param findings of the certificate, its subject, and each obligation
 */
public record Verification(List<Finding> findings) {

  /** Makes the list immutable. */
  public Verification {
    findings = List.copyOf(findings);
  }

  /** Whether every obligation holds. */
  public boolean holds() {
    return !findings.isEmpty() && findings.stream().allMatch(Finding::holds);
  }

  /** What broke. */
  public List<Finding> broken() {
    return findings.stream().filter(finding -> !finding.holds()).toList();
  }

  /** {@code {"findings":[…],"holds":true}}. */
  public ObjectNode json() {
    ObjectNode node = Json.object().put("holds", holds());
    ArrayNode list = node.putArray("findings");
    findings.forEach(finding -> list.add(finding.json()));
    return node;
  }
}
