// A part between registers that are filled and read bit by bit, so that a tool for place and route
// measures the paths of the part and no pins. Not lint-clean, nor meant to be.
module adm_timed #(
    // 0 decoder, 1 encoder, 2 lane; 3 and 4 decoder and encoder of float32; 5 to 7 what a lane is
    // made of: the product, the sum of the quire, its rounding
    parameter int PART    = 0,
    parameter int N       = 32,
    parameter int RS      = N - 1,
    parameter int ES      = 2,
    parameter int SEGMENT = N > 32 ? 64 : 32
) (
    input  logic clock,
    input  logic reset,
    input  logic in,
    input  logic load,
    output logic out
);

  localparam int FRACTION = adm_format::fraction(N, ES);
  localparam int SCALE = adm_format::scale(RS, ES);
  localparam int QUIRE = adm_format::quire(N, RS, ES);
  localparam int PADDING = (adm_format::below_quire(N, RS, ES) + SEGMENT - 1) / SEGMENT;
  localparam int INDEX = $clog2(QUIRE / SEGMENT + PADDING);
  localparam int ALIGNED = (2 * (FRACTION + 2) + 2 * SEGMENT - 2) / SEGMENT * SEGMENT;
  localparam int INPUTS = PART == 0 ? N : PART == 1 ? SCALE + FRACTION + 6
      : PART == 2 ? 2 * N + QUIRE + 8 : PART == 3 ? 32 : PART == 4 ? 38
      : PART == 5 ? 2 * N + 6 : PART == 6 ? ALIGNED + INDEX + 8 : QUIRE + 3;
  localparam int OUTPUTS = PART == 0 ? SCALE + FRACTION + 4 : PART == 1 ? N
      : PART == 2 ? N + QUIRE + 4 : PART == 3 ? 36 : PART == 4 ? 32
      : PART == 5 ? ALIGNED + INDEX + 7 : PART == 6 ? 6 : N + 2;

  logic [INPUTS-1:0] from;
  logic [OUTPUTS-1:0] to, held;
  assign out = held[0];
  always_ff @(posedge clock) begin
    from <= {from[INPUTS-2:0], in};
    held <= load ? to : held >> 1;
  end

  if (PART == 0) begin : decoder
    adm_posit_decode #(
        .N (N),
        .RS(RS),
        .ES(ES)
    ) part (
        .pattern(from),
        .zero(to[0]),
        .nar(to[1]),
        .scale(to[2+:SCALE]),
        .significand(to[SCALE+2+:FRACTION+2])
    );
  end
  if (PART == 1) begin : encoder
    adm_posit_encode #(
        .N (N),
        .RS(RS),
        .ES(ES)
    ) part (
        .zero(from[0]),
        .nar(from[1]),
        .negative(from[2]),
        .sticky(from[3]),
        .scale(from[4+:SCALE+1]),
        .fraction(from[SCALE+5+:FRACTION+1]),
        .pattern(to)
    );
  end
  if (PART == 2) begin : lane
    adm_fdp_lane #(
        .N (N),
        .RS(RS),
        .ES(ES)
    ) part (
        .clock,
        .reset,
        .in_valid(from[0]),
        .in_ready(to[0]),
        .in_merge(from[1]),
        .in_negate(from[2]),
        .in_last(from[3]),
        .in_exact(from[4]),
        .in_a(from[5+:N]),
        .in_b(from[N+5+:N]),
        .quire_valid(from[2*N+5]),
        .quire_ready(to[1]),
        .quire(from[2*N+6+:QUIRE]),
        .exact_valid(to[2]),
        .exact_ready(from[2*N+QUIRE+6]),
        .exact(to[4+:QUIRE]),
        .pattern_valid(to[3]),
        .pattern_ready(from[2*N+QUIRE+7]),
        .pattern(to[QUIRE+4+:N])
    );
  end
  if (PART == 3) begin : float_decoder
    adm_float32_decode part (
        .pattern(from),
        .zero(to[0]),
        .nar(to[1]),
        .negative(to[2]),
        .scale(to[3+:9]),
        .significand(to[12+:24])
    );
  end
  if (PART == 4) begin : float_encoder
    adm_float32_encode part (
        .zero(from[0]),
        .nar(from[1]),
        .negative(from[2]),
        .sticky(from[3]),
        .scale(from[4+:10]),
        .fraction(from[14+:24]),
        .pattern(to)
    );
  end
  if (PART == 5) begin : product
    adm_product #(
        .N      (N),
        .RS     (RS),
        .ES     (ES),
        .SEGMENT(SEGMENT),
        .TAG    (4)
    ) part (
        .clock,
        .reset,
        .in_valid(from[0]),
        .in_ready(to[0]),
        .in_a(from[6+:N]),
        .in_b(from[N+6+:N]),
        .in_tag(from[2+:4]),
        .out_valid(to[1]),
        .out_ready(from[1]),
        .out_aligned(to[INDEX+7+:ALIGNED]),
        .out_segment(to[7+:INDEX]),
        .out_nar(to[2]),
        .out_tag(to[3+:4])
    );
  end
  if (PART == 6) begin : sum
    // The sums come back as given quires, so that they need no registers here.
    logic [QUIRE-1:0] quire;
    assign to[5] = quire[0];
    adm_quire_sum #(
        .N      (N),
        .RS     (RS),
        .ES     (ES),
        .SEGMENT(SEGMENT)
    ) part (
        .clock,
        .reset,
        .in_valid(from[0]),
        .in_ready(to[0]),
        .in_aligned(from[INDEX+8+:ALIGNED]),
        .in_segment(from[8+:INDEX]),
        .in_nar(from[1]),
        .in_merge(from[2]),
        .in_negate(from[3]),
        .in_last(from[4]),
        .in_exact(from[5]),
        .quire_valid(from[6]),
        .quire_ready(to[1]),
        .quire({quire[0], quire[QUIRE-1:1]}),
        .out_valid(to[2]),
        .out_ready(from[7]),
        .out_quire(quire),
        .out_nar(to[3]),
        .out_exact(to[4])
    );
  end
  if (PART == 7) begin : round
    adm_quire_round #(
        .N      (N),
        .RS     (RS),
        .ES     (ES),
        .SEGMENT(SEGMENT)
    ) part (
        .clock,
        .reset,
        .in_valid(from[0]),
        .in_ready(to[0]),
        .in_quire(from[3+:QUIRE]),
        .in_nar(from[1]),
        .out_valid(to[1]),
        .out_ready(from[2]),
        .out_pattern(to[2+:N])
    );
  end

endmodule
