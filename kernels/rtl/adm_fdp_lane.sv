// A fused dot product: sums products of patterns exactly and rounds once.
//
// Addends come as a stream, one a cycle: the product of in_a and in_b, or with in_merge the next
// quire of the stream of quires, so that a sum may begin with a given quire and partial sums be
// merged; in_negate subtracts. in_last ends a sum, which leaves as a pattern, or with in_exact as
// the quire itself; the next sum follows without a pause. Each of the two streams of results keeps
// its order.
module adm_fdp_lane #(
    parameter  int N       = 32,
    parameter  int RS      = N - 1,
    parameter  int ES      = 2,
    parameter  int SEGMENT = N > 32 ? 64 : 32,  // bits a carry runs through in a cycle
    localparam int QUIRE   = adm_format::quire(N, RS, ES)
) (
    input  logic             clock,
    input  logic             reset,
    input  logic             in_valid,
    output logic             in_ready,
    input  logic     [N-1:0] in_a,
    input  logic     [N-1:0] in_b,
    input  logic             in_merge,
    input  logic             in_negate,
    input  logic             in_last,
    input  logic             in_exact,
    input  logic             quire_valid,
    output logic             quire_ready,
    input  logic [QUIRE-1:0] quire,
    output logic             exact_valid,
    input  logic             exact_ready,
    output logic [QUIRE-1:0] exact,
    output logic             pattern_valid,
    input  logic             pattern_ready,
    output logic     [N-1:0] pattern
);

  localparam int PADDING = (adm_format::below_quire(N, RS, ES) + SEGMENT - 1) / SEGMENT;
  localparam int INDEX = $clog2(QUIRE / SEGMENT + PADDING);
  localparam int PIECES = (2 * (adm_format::fraction(N, ES) + 2) + 2 * SEGMENT - 2) / SEGMENT;

  logic product_valid, product_ready, product_nar, merge, negate, last, ends_exact;
  logic signed [PIECES*SEGMENT-1:0] aligned;
  logic [INDEX-1:0] segment;
  adm_product #(
      .N      (N),
      .RS     (RS),
      .ES     (ES),
      .SEGMENT(SEGMENT),
      .TAG    (4)
  ) multiply (
      .clock,
      .reset,
      .in_valid,
      .in_ready,
      .in_a,
      .in_b,
      .in_tag({in_merge, in_negate, in_last, in_exact}),
      .out_valid(product_valid),
      .out_ready(product_ready),
      .out_aligned(aligned),
      .out_segment(segment),
      .out_nar(product_nar),
      .out_tag({merge, negate, last, ends_exact})
  );

  logic sum_valid, sum_ready, sum_nar, sum_exact;
  logic [QUIRE-1:0] sum;
  adm_quire_sum #(
      .N      (N),
      .RS     (RS),
      .ES     (ES),
      .SEGMENT(SEGMENT)
  ) accumulate (
      .clock,
      .reset,
      .in_valid(product_valid),
      .in_ready(product_ready),
      .in_aligned(aligned),
      .in_segment(segment),
      .in_nar(product_nar),
      .in_merge(merge),
      .in_negate(negate),
      .in_last(last),
      .in_exact(ends_exact),
      .quire_valid,
      .quire_ready,
      .quire,
      .out_valid(sum_valid),
      .out_ready(sum_ready),
      .out_quire(sum),
      .out_nar(sum_nar),
      .out_exact(sum_exact)
  );

  logic round_ready;
  assign exact_valid = sum_valid & sum_exact;
  assign exact = sum_nar ? {1'b1, {(QUIRE - 1) {1'b0}}} : sum;
  assign sum_ready = sum_exact ? exact_ready : round_ready;
  adm_quire_round #(
      .N      (N),
      .RS     (RS),
      .ES     (ES),
      .SEGMENT(SEGMENT)
  ) round (
      .clock,
      .reset,
      .in_valid(sum_valid & ~sum_exact),
      .in_ready(round_ready),
      .in_quire(sum),
      .in_nar(sum_nar),
      .out_valid(pattern_valid),
      .out_ready(pattern_ready),
      .out_pattern(pattern)
  );

`ifndef SYNTHESIS
  // Sums that are under way: what is begun is not lost, and nothing comes of nothing.
  int open;
  always_ff @(posedge clock) begin
    if (reset) open <= 0;
    else
      open <= open + 32'(in_valid && in_ready && in_last) - 32'(exact_valid && exact_ready) -
          32'(pattern_valid && pattern_ready);
  end
  results_have_sums :
  assert property (@(posedge clock) disable iff (reset) exact_valid | pattern_valid |-> open > 0)
  else $error("a result without a sum");
  pattern_stays :
  assert property (@(posedge clock) disable iff (reset)
      pattern_valid & ~pattern_ready |=> pattern_valid && $stable(pattern))
  else $error("a rounded result was withdrawn or changed");
  exact_stays :
  assert property (@(posedge clock) disable iff (reset)
      exact_valid & ~exact_ready |=> exact_valid && $stable(exact))
  else $error("a quire was withdrawn or changed");
`endif

endmodule
