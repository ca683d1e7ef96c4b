// Decodes an IEEE 754 binary32, subnormals included, to compare with adm_posit_decode. The value of
// a finite non-zero number is significand/2^23 * 2^scale with bit 23 of the significand set;
// infinities and NaN are `nar`.
module adm_float32_decode (
    input  logic              [31:0] pattern,
    output logic                     zero,
    output logic                     nar,
    output logic                     negative,
    output logic signed        [8:0] scale,
    output logic              [23:0] significand
);

  logic subnormal, none;
  logic [4:0] leading, shift;
  logic [7:0] exponent;

  assign exponent  = pattern[30:23];
  assign subnormal = exponent == '0;
  assign none      = pattern[22:0] == '0;
  assign zero      = subnormal & none;
  assign nar       = &exponent;
  assign negative  = pattern[31];

  adm_leading_zeros #(
      .WIDTH(23)
  ) lead (
      .word (pattern[22:0]),
      .count(leading)
  );
  assign shift = subnormal ? leading : 5'd0;
  // -127 - leading, or exponent - 127
  assign scale = (subnormal ? {4'b1111, ~leading} : {1'b0, exponent}) -
      (subnormal ? 9'd126 : 9'd127);

  logic [22:0] rest;
  adm_shift_left #(
      .WIDTH(23),
      .COUNT(5)
  ) align (
      .word(pattern[22:0]),
      .count(shift),
      .shifted(rest)
  );
  assign significand = {1'b1, subnormal ? {rest[21:0], 1'b0} : rest};

endmodule
