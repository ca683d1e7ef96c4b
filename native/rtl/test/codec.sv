// Decoders and encoders of every format side by side, to be tested without a pipeline. Outputs of
// all formats lie one behind the other, in the order of adamant.h, widened to 64 bits; fractions
// come top-aligned.
module codec (
    input  logic [63:0] pattern,
    output logic [6:0] zero,
    output logic [6:0] nar,
    output logic [447:0] scale,
    output logic [447:0] significand,
    input  logic encode_zero,
    input  logic encode_nar,
    input  logic negative,
    input  logic [447:0] encode_scale,
    input  logic [63:0] fraction,
    input  logic sticky,
    output logic [447:0] encoded,
    output logic float_zero,
    output logic float_nar,
    output logic float_negative,
    output logic signed [8:0] float_scale,
    output logic [23:0] float_significand,
    input  logic signed [9:0] float_encode_scale,
    output logic [31:0] float_encoded
);

  localparam int N[7] = '{8, 16, 32, 64, 16, 32, 64};
  localparam int RS[7] = '{7, 15, 31, 63, 6, 6, 6};
  localparam int ES[7] = '{2, 2, 2, 2, 5, 5, 5};

  for (genvar i = 0; i < 7; i++) begin : format
    localparam int FRACTION = adm_format::fraction(N[i], ES[i]);
    localparam int SCALE = adm_format::scale(RS[i], ES[i]);
    logic signed [SCALE-1:0] s;
    logic signed [FRACTION+1:0] f;
    logic [N[i]-1:0] p;
    adm_posit_decode #(
        .N (N[i]),
        .RS(RS[i]),
        .ES(ES[i])
    ) decode (
        .pattern(pattern[N[i]-1:0]),
        .zero(zero[i]),
        .nar(nar[i]),
        .scale(s),
        .significand(f)
    );
    adm_posit_encode #(
        .N (N[i]),
        .RS(RS[i]),
        .ES(ES[i])
    ) encode (
        .zero(encode_zero),
        .nar(encode_nar),
        .negative,
        .scale(encode_scale[64*i+:SCALE+1]),
        .fraction(fraction[63-:FRACTION+1]),
        .sticky(sticky | (fraction[62-FRACTION:0] != '0)),
        .pattern(p)
    );
    assign scale[64*i+:64] = 64'(s);
    assign significand[64*i+:64] = 64'(f);
    assign encoded[64*i+:64] = 64'(p);
  end

  adm_float32_decode float_decode (
      .pattern(pattern[31:0]),
      .zero(float_zero),
      .nar(float_nar),
      .negative(float_negative),
      .scale(float_scale),
      .significand(float_significand)
  );
  adm_float32_encode float_encode (
      .zero(encode_zero),
      .nar(encode_nar),
      .negative,
      .scale(float_encode_scale),
      .fraction(fraction[63-:24]),
      .sticky(sticky | (fraction[39:0] != '0)),
      .pattern(float_encoded)
  );

endmodule
