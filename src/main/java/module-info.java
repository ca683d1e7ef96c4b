/** Adaptive Domain Models with exact posit arithmetic: the same bits on every device. */
@SuppressWarnings("requires-automatic") // XChart declares no module.
module dev.adamant {
  requires dev.adamant.bindings;
  requires java.desktop;
  requires java.logging;
  requires java.management;
  requires java.net.http;
  requires jdk.unsupported; // signals, by name
  requires transitive tools.jackson.databind;
  requires tools.jackson.dataformat.toml;
  requires static info.picocli; // for the command line
  requires static xchart; // for the plots of the benchmark
  requires static java.sql; // for registries
  requires static io.helidon.webserver; // for servers, as what follows
  requires static io.prometheus.metrics.core;
  requires static io.prometheus.metrics.model;
  requires static io.prometheus.writer.text;

  exports dev.adamant.number;
  exports dev.adamant.memory;
  exports dev.adamant.target;
  exports dev.adamant.algebra;
  exports dev.adamant.schedule;
  exports dev.adamant.graph;
  exports dev.adamant.model;
  exports dev.adamant.train;
  exports dev.adamant.certificate;
  exports dev.adamant.certificate.verify;
  exports dev.adamant.model.geometric;
  exports dev.adamant.target.testing;
  exports dev.adamant.data;
  exports dev.adamant.record;
  exports dev.adamant.serve;
  exports dev.adamant.serve.adapt;
  exports dev.adamant.serve.http;

  uses dev.adamant.target.TargetProvider;

  provides dev.adamant.target.TargetProvider with
      dev.adamant.target.reference.ReferenceProvider,
      dev.adamant.target.libadamant.NativeProvider,
      dev.adamant.target.opencl.OpenClProvider,
      dev.adamant.target.rtl.RtlProvider,
      dev.adamant.schedule.EnsembleProvider,
      dev.adamant.target.testing.NullProvider,
      dev.adamant.target.testing.SlowProvider;

  opens dev.adamant.cli to
      info.picocli;
}
