// Decodes two patterns, multiplies them exactly and shifts the product to its place within a
// segment of the quire: the product is aligned * 2^(SEGMENT * segment) in units of the least bit of
// the quire, less PADDING segments. Zero where an operand is zero; `tag` passes through. Five
// stages.
module adm_product #(
    parameter  int N       = 32,
    parameter  int RS      = N - 1,
    parameter  int ES      = 2,
    parameter  int SEGMENT = N > 32 ? 64 : 32,
    parameter  int TAG     = 1,
    localparam int FRACTION = adm_format::fraction(N, ES),
    localparam int PADDING = (adm_format::below_quire(N, RS, ES) + SEGMENT - 1) / SEGMENT,
    localparam int SEGMENTS = adm_format::quire(N, RS, ES) / SEGMENT + PADDING,
    localparam int PIECES = (2 * (FRACTION + 2) + 2 * SEGMENT - 2) / SEGMENT
) (
    input  logic                               clock,
    input  logic                               reset,
    input  logic                               in_valid,
    output logic                               in_ready,
    input  logic                       [N-1:0] in_a,
    input  logic                       [N-1:0] in_b,
    input  logic                     [TAG-1:0] in_tag,
    output logic                               out_valid,
    input  logic                               out_ready,
    output logic signed [PIECES*SEGMENT-1:0]   out_aligned,
    output logic        [$clog2(SEGMENTS)-1:0] out_segment,
    output logic                               out_nar,
    output logic                     [TAG-1:0] out_tag
);

  localparam int SCALE = adm_format::scale(RS, ES);
  localparam int SIGNIFICAND = FRACTION + 2;
  localparam int PRODUCT = 2 * SIGNIFICAND;
  localparam int HALF = SIGNIFICAND / 2;  // of b is multiplied apart
  localparam int PLACE = $clog2(SEGMENT);
  localparam int COUNT = $clog2(SEGMENTS) + PLACE;
  // The place of the least bit of a product of scale 0.
  localparam int ORIGIN = adm_format::quire_fraction(N, RS, ES) - 2 * FRACTION + PADDING * SEGMENT;

  // Operands
  logic operands_valid, operands_ready;
  logic [N-1:0] a, b;
  logic [TAG-1:0] operands_tag;
  adm_register #(
      .WIDTH(2 * N + TAG)
  ) operands (
      .clock,
      .reset,
      .in_valid,
      .in_ready,
      .in({in_a, in_b, in_tag}),
      .out_valid(operands_valid),
      .out_ready(operands_ready),
      .out({a, b, operands_tag})
  );

  // Decoded. A zero is made by the significand of a; its scale does not matter.
  logic a_zero, a_nar, b_zero, b_nar;
  logic signed [SCALE-1:0] a_scale, b_scale, x_scale, y_scale;
  logic signed [SIGNIFICAND-1:0] a_significand, b_significand, x, y;
  logic decoded_valid, decoded_ready, decoded_nar;
  logic [TAG-1:0] decoded_tag;
  adm_posit_decode #(
      .N (N),
      .RS(RS),
      .ES(ES)
  ) decode_a (
      .pattern(a),
      .zero(a_zero),
      .nar(a_nar),
      .scale(a_scale),
      .significand(a_significand)
  );
  adm_posit_decode #(
      .N (N),
      .RS(RS),
      .ES(ES)
  ) decode_b (
      .pattern(b),
      .zero(b_zero),
      .nar(b_nar),
      .scale(b_scale),
      .significand(b_significand)
  );
  adm_register #(
      .WIDTH(2 * SCALE + 2 * SIGNIFICAND + 1 + TAG)
  ) decoded (
      .clock,
      .reset,
      .in_valid(operands_valid),
      .in_ready(operands_ready),
      .in({
        a_scale,
        b_scale,
        a_zero | b_zero ? SIGNIFICAND'(0) : a_significand,
        b_significand,
        a_nar | b_nar,
        operands_tag
      }),
      .out_valid(decoded_valid),
      .out_ready(decoded_ready),
      .out({x_scale, y_scale, x, y, decoded_nar, decoded_tag})
  );

  // Multiplied by the halves of b
  logic signed [SIGNIFICAND+HALF:0] low, low_held;
  logic signed [PRODUCT-HALF-1:0] high, high_held;
  logic [COUNT-1:0] count, halves_count;
  logic halves_valid, halves_ready, halves_nar;
  logic [TAG-1:0] halves_tag;
  assign low = x * $signed({1'b0, y[HALF-1:0]});
  assign high = x * $signed(y[SIGNIFICAND-1:HALF]);
  assign count = COUNT'(x_scale) + COUNT'(y_scale) + COUNT'(ORIGIN);
  adm_register #(
      .WIDTH(SIGNIFICAND + HALF + 1 + PRODUCT - HALF + COUNT + 1 + TAG)
  ) halves (
      .clock,
      .reset,
      .in_valid(decoded_valid),
      .in_ready(decoded_ready),
      .in({low, high, count, decoded_nar, decoded_tag}),
      .out_valid(halves_valid),
      .out_ready(halves_ready),
      .out({low_held, high_held, halves_count, halves_nar, halves_tag})
  );

  // Their sum
  logic signed [PRODUCT-1:0] product, product_held;
  logic [COUNT-1:0] product_count;
  logic product_valid, product_ready, product_nar;
  logic [TAG-1:0] product_tag;
  assign product = {high_held, HALF'(0)} + PRODUCT'(low_held);
  adm_register #(
      .WIDTH(PRODUCT + COUNT + 1 + TAG)
  ) whole (
      .clock,
      .reset,
      .in_valid(halves_valid),
      .in_ready(halves_ready),
      .in({product, halves_count, halves_nar, halves_tag}),
      .out_valid(product_valid),
      .out_ready(product_ready),
      .out({product_held, product_count, product_nar, product_tag})
  );

  // Shifted within a segment
  logic signed [PIECES*SEGMENT-1:0] aligned;
  assign aligned = (PIECES * SEGMENT)'(product_held) <<< product_count[PLACE-1:0];
  adm_register #(
      .WIDTH(PIECES * SEGMENT + COUNT - PLACE + 1 + TAG)
  ) placed (
      .clock,
      .reset,
      .in_valid(product_valid),
      .in_ready(product_ready),
      .in({aligned, product_count[COUNT-1:PLACE], product_nar, product_tag}),
      .out_valid,
      .out_ready,
      .out({out_aligned, out_segment, out_nar, out_tag})
  );

endmodule
