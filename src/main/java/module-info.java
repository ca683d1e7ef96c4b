/** Adaptive Domain Models with exact posit arithmetic: the same bits on every device. */
module dev.adamant {
  requires dev.adamant.bindings;
  requires info.picocli;

  exports dev.adamant.number;

  opens dev.adamant.cli to
      info.picocli;
}
