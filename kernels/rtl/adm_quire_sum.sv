// Sums aligned products, and quires, into a quire.
//
// A sum begins with the first addend behind a `last` one. An addend is a product of adm_product or,
// with `merge`, the next quire of the stream of quires; `negate` subtracts it. The accumulator is
// cut into segments whose carries wait a cycle, so that no carry runs further than a segment in a
// cycle; behind the last addend two stages more bring them in. NaR stays NaR. Sums wrap beyond the
// last segment, as in quire.h: 2^31 products cannot reach it. Four stages.
module adm_quire_sum #(
    parameter  int N        = 32,
    parameter  int RS       = N - 1,
    parameter  int ES       = 2,
    parameter  int SEGMENT  = N > 32 ? 64 : 32,
    localparam int QUIRE    = adm_format::quire(N, RS, ES),
    localparam int FRACTION = adm_format::fraction(N, ES),
    localparam int PADDING  = (adm_format::below_quire(N, RS, ES) + SEGMENT - 1) / SEGMENT,
    localparam int SEGMENTS = QUIRE / SEGMENT,
    localparam int INDEX    = $clog2(SEGMENTS + PADDING),
    localparam int PIECES   = (2 * (FRACTION + 2) + 2 * SEGMENT - 2) / SEGMENT
) (
    input  logic                             clock,
    input  logic                             reset,
    input  logic                             in_valid,
    output logic                             in_ready,
    input  logic signed [PIECES*SEGMENT-1:0] in_aligned,
    input  logic                 [INDEX-1:0] in_segment,
    input  logic                             in_nar,
    input  logic                             in_merge,
    input  logic                             in_negate,
    input  logic                             in_last,
    input  logic                             in_exact,
    input  logic                             quire_valid,
    output logic                             quire_ready,
    input  logic                 [QUIRE-1:0] quire,
    output logic                             out_valid,
    input  logic                             out_ready,
    output logic                 [QUIRE-1:0] out_quire,
    output logic                             out_nar,
    output logic                             out_exact
);

  // The addend: each segment chooses a piece of the product, its sign, zero, or the given quire. A
  // quire that is subtracted is inverted, and the one missing then is the first carry.
  logic [QUIRE-1:0] placed, addend;
  logic joined_valid, joined_ready;
  logic addend_valid, addend_ready, addend_nar, addend_negate, addend_last, addend_exact;
  logic [QUIRE-1:0] term;
  for (genvar s = 0; s < SEGMENTS; s++) begin : segment
    always_comb begin
      placed[s*SEGMENT+:SEGMENT] = {SEGMENT{
        32'(in_segment) + PIECES <= s + PADDING && in_aligned[PIECES*SEGMENT-1]
      }};
      for (int p = 0; p < PIECES; p++)
        if (s + PADDING >= p && in_segment == INDEX'(s + PADDING - p))
          placed[s*SEGMENT+:SEGMENT] = in_aligned[p*SEGMENT+:SEGMENT];
    end
  end
  assign addend = (in_merge ? quire : placed) ^ {QUIRE{in_negate}};
  assign joined_valid = in_valid & (quire_valid | ~in_merge);
  assign in_ready = joined_ready & (quire_valid | ~in_merge);
  assign quire_ready = joined_ready & in_valid & in_merge;
  adm_register #(
      .WIDTH(QUIRE + 4)
  ) addends (
      .clock,
      .reset,
      .in_valid(joined_valid),
      .in_ready(joined_ready),
      .in({
        addend,
        in_merge ? quire == {1'b1, {(QUIRE - 1) {1'b0}}} : in_nar,
        in_negate,
        in_last,
        in_exact
      }),
      .out_valid(addend_valid),
      .out_ready(addend_ready),
      .out({term, addend_nar, addend_negate, addend_last, addend_exact})
  );

  // The sum: the carry into segment s waits in carries[s]. A finished sum is handed on before,
  // or while, the next begins.
  logic begun, sum_valid, sum_ready, sum_nar, sum_exact;
  logic [QUIRE-1:0] sums, next_sums;
  logic [SEGMENTS-1:1] carries, next_carries;
  for (genvar s = 0; s < SEGMENTS; s++) begin : add
    logic carry;
    if (s == 0) assign carry = addend_negate;
    else assign carry = begun & carries[s];
    logic [SEGMENT-1:0] sum;
    assign sum = sums[s*SEGMENT+:SEGMENT] & {SEGMENT{begun}};
    if (s < SEGMENTS - 1) begin : middle
      assign {next_carries[s+1], next_sums[s*SEGMENT+:SEGMENT]} =
          {1'b0, sum} + {1'b0, term[s*SEGMENT+:SEGMENT]} + (SEGMENT + 1)'(carry);
    end else begin : top
      assign next_sums[s*SEGMENT+:SEGMENT] = sum + term[s*SEGMENT+:SEGMENT] + SEGMENT'(carry);
    end
  end
  assign addend_ready = ~sum_valid | sum_ready;
  always_ff @(posedge clock) begin
    if (reset) begin
      begun <= 1'b0;
      sum_valid <= 1'b0;
    end else if (addend_ready) begin
      if (addend_valid) begun <= ~addend_last;
      sum_valid <= addend_valid & addend_last;
    end
    if (addend_ready & addend_valid) begin
      sums <= next_sums;
      carries <= next_carries;
      sum_nar <= begun & sum_nar | addend_nar;
      sum_exact <= addend_exact;
    end
  end

  // Carries once more, to the next segment
  logic [QUIRE-1:0] once, sum_once;
  logic [SEGMENTS-1:0] over, full, sum_over, sum_full;
  logic once_valid, once_ready, once_nar, once_exact;
  for (genvar s = 0; s < SEGMENTS; s++) begin : carry_once
    logic carry;
    if (s == 0) assign carry = 1'b0;
    else assign carry = carries[s];
    assign {sum_over[s], sum_once[s*SEGMENT+:SEGMENT]} =
        {1'b0, sums[s*SEGMENT+:SEGMENT]} + (SEGMENT + 1)'(carry);
    assign sum_full[s] = &sum_once[s*SEGMENT+:SEGMENT];
  end
  adm_register #(
      .WIDTH(QUIRE + 2 * SEGMENTS + 2)
  ) resolved (
      .clock,
      .reset,
      .in_valid(sum_valid),
      .in_ready(sum_ready),
      .in({sum_once, sum_over, sum_full, sum_nar, sum_exact}),
      .out_valid(once_valid),
      .out_ready(once_ready),
      .out({once, over, full, once_nar, once_exact})
  );

  // And through the segments that are all ones: `over` and `full` added as numbers say which.
  logic [SEGMENTS-1:0] into;
  logic [QUIRE-1:0] whole;
  assign into = (SEGMENTS'({over, 1'b0}) + full) ^ full;
  for (genvar s = 0; s < SEGMENTS; s++) begin : carry_through
    assign whole[s*SEGMENT+:SEGMENT] = once[s*SEGMENT+:SEGMENT] + SEGMENT'(into[s]);
  end
  adm_register #(
      .WIDTH(QUIRE + 2)
  ) done (
      .clock,
      .reset,
      .in_valid(once_valid),
      .in_ready(once_ready),
      .in({whole, once_nar, once_exact}),
      .out_valid,
      .out_ready,
      .out({out_quire, out_nar, out_exact})
  );

endmodule
