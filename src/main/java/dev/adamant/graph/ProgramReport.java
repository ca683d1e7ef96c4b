package dev.adamant.graph;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The facts of a program as text for people and as JSON for programs. */
public final class ProgramReport {

  private ProgramReport() {}

  /** Tables of values and relations, what they add up to, what is inconsistent and what may be. */
  public static String text(Facts facts) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %d values, %d relations; a pass of %d samples in %s%n%n",
            facts.program().signature(),
            facts.values().size(),
            facts.relations().size(),
            facts.setting().batch(),
            facts.setting().format().name()));
    text.append(values(facts)).append('\n').append(relations(facts)).append('\n');
    text.append(sums(facts));
    text.append(
        facts.isConsistent()
            ? "consistent: grades, dimensions and quires\n"
            : list(
                "inconsistent",
                facts.inconsistencies().stream().map(Inconsistency::message).toList()));
    text.append(facts.warnings().isEmpty() ? "" : list("warning", facts.warnings()));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  private static String list(String head, List<String> lines) {
    return lines.stream().map(line -> head + ": " + line + "\n").collect(Collectors.joining());
  }

  private static TextTable values(Facts facts) {
    TextTable table =
        new TextTable(
            "value",
            "role",
            "grades",
            "channels",
            "nodes",
            "dimension",
            "lives",
            "used",
            "slot",
            "bytes",
            "bound");
    for (Facts.OfValue of : facts.values()) {
      Value value = of.value();
      table.row(
          value.name(),
          value.role().roleName(),
          of.grades().equals(value.grades())
              ? value.grades()
              : value.grades() + ", only " + of.grades(),
          value.channels(),
          value.nodes(),
          of.dimension() + (of.isDetermined() ? "" : " (free)"),
          of.escape().escapeName(),
          of.first() < 0 ? "never" : of.first() + "-" + of.last(),
          of.slot() < 0 ? "" : of.slot(),
          of.bytes(),
          Decimal.up(of.bound()));
    }
    return table;
  }

  private static TextTable relations(Facts facts) {
    TextTable table =
        new TextTable(
            "relation",
            "kind",
            "reads",
            "makes",
            "multiply-adds",
            "dense",
            "bytes",
            "dense",
            "longest sum",
            "of its tangent");
    for (Facts.OfRelation of : facts.relations()) {
      Relation relation = of.relation();
      table.row(
          relation.id() + " " + relation.name(),
          relation instanceof Relation.Apply apply
              ? apply.function().functionName()
              : relation.kind(),
          Cost.distinct(relation).stream().map(Value::name).collect(Collectors.joining(", ")),
          relation.result().name(),
          of.cost().multiplyAdds(),
          of.dense().multiplyAdds(),
          of.cost().bytes(),
          of.dense().bytes(),
          of.forward(),
          of.tangent());
    }
    return table;
  }

  private static String sums(Facts facts) {
    Cost cost = facts.cost();
    Cost dense = facts.dense();
    return String.format(
        Locale.ROOT,
        "learned numbers: %d%ninner values: %d bytes in slots, %d where all are kept%n"
            + "multiply-adds: %d, %s of the %d of the dense equivalent%n"
            + "bytes read and written: %d, %s of the %d of the dense equivalent%n",
        facts.learned(),
        facts.slots(),
        facts.allSlots(),
        cost.multiplyAdds(),
        share(cost.multiplyAdds(), dense.multiplyAdds()),
        dense.multiplyAdds(),
        cost.bytes(),
        share(cost.bytes(), dense.bytes()),
        dense.bytes());
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "all" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /** The same as JSON; bounds that are not known are left out. */
  public static ObjectNode json(Facts facts) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("algebra", facts.program().signature().toString());
    root.put("batch", facts.setting().batch());
    root.put("format", facts.setting().format().name());
    root.put("learned", facts.learned());
    root.put("slotBytes", facts.slots());
    root.put("slotBytesKeepingAll", facts.allSlots());
    put(root.putObject("cost"), facts.cost());
    put(root.putObject("dense"), facts.dense());
    ArrayNode values = root.putArray("values");
    facts.values().forEach(of -> put(values.addObject(), of));
    ArrayNode relations = root.putArray("relations");
    facts.relations().forEach(of -> put(relations.addObject(), of));
    ArrayNode inconsistencies = root.putArray("inconsistencies");
    facts.inconsistencies().forEach(each -> put(inconsistencies.addObject(), each));
    ArrayNode warnings = root.putArray("warnings");
    facts.warnings().forEach(warnings::add);
    return root;
  }

  private static void put(ObjectNode node, Facts.OfValue of) {
    Value value = of.value();
    node.put("name", value.name());
    node.put("role", value.role().roleName());
    ArrayNode stored = node.putArray("stored");
    value.grades().grades().forEach(stored::add);
    ArrayNode grades = node.putArray("grades");
    of.grades().grades().forEach(grades::add);
    node.put("components", of.components());
    node.put("channels", value.channels());
    node.put("nodes", value.nodes());
    node.put("dimension", of.dimension().toString());
    node.put("determined", of.isDetermined());
    node.put("escape", of.escape().escapeName());
    node.put("first", of.first());
    node.put("last", of.last());
    if (of.slot() >= 0) {
      node.put("slot", of.slot());
    }
    node.put("bytes", of.bytes());
    if (Double.isFinite(of.bound())) {
      node.put("bound", of.bound());
    }
  }

  private static void put(ObjectNode node, Facts.OfRelation of) {
    node.put("name", of.relation().name());
    node.put("kind", of.relation().kind());
    ArrayNode reads = node.putArray("reads");
    of.relation().operands().forEach(operand -> reads.add(operand.name()));
    node.put("makes", of.relation().result().name());
    node.put("longestSum", of.forward());
    node.put("longestTangentSum", of.tangent());
    put(node.putObject("cost"), of.cost());
    put(node.putObject("dense"), of.dense());
  }

  private static void put(ObjectNode node, Cost cost) {
    node.put("multiplyAdds", cost.multiplyAdds());
    node.put("readBytes", cost.readBytes());
    node.put("writtenBytes", cost.writtenBytes());
  }

  private static void put(ObjectNode node, Inconsistency each) {
    node.put("kind", each.kind().kindName());
    node.put("what", each.what());
    ArrayNode one = node.putArray("one");
    each.one().forEach(one::add);
    ArrayNode two = node.putArray("two");
    each.two().forEach(two::add);
    node.put("remedy", each.remedy());
    node.put("message", each.message());
  }
}
