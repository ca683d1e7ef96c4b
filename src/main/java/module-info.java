/** Adaptive Domain Models with exact posit arithmetic: the same bits on every device. */
module dev.adamant {
  requires dev.adamant.bindings;
  requires info.picocli;
  requires tools.jackson.databind;

  exports dev.adamant.number;
  exports dev.adamant.memory;

  opens dev.adamant.cli to
      info.picocli;
}
