// Rounds (-1)^negative * 1.fraction * 2^scale to an IEEE 754 binary32, to the nearest, ties to
// even, with subnormals and infinities, to compare with adm_posit_encode. With `sticky` the value
// is a little more, but less than a unit of the last bit of the fraction. `zero` and `nar`
// override; zero is +0, NaR the quiet NaN.
module adm_float32_encode (
    input  logic               zero,
    input  logic               nar,
    input  logic               negative,
    input  logic signed [9:0] scale,
    input  logic       [23:0] fraction,
    input  logic               sticky,
    output logic       [31:0] pattern
);

  logic [9:0] biased, distance;
  logic subnormal, beyond, lost, up;
  logic [4:0] shift;
  logic [23:0] body;
  logic [30:0] kept;

  // A subnormal has the leading bit in its fraction, and less of it by the distance.
  assign biased = scale + 10'sd127;
  assign distance = -biased;
  assign subnormal = $signed(biased) <= 0;
  assign beyond = $signed(biased) >= 255;
  assign shift = ~subnormal ? 5'd0 : distance > 10'd24 ? 5'd24 : distance[4:0];
  adm_shift_right #(
      .WIDTH(24),
      .COUNT(5)
  ) align (
      .word(subnormal ? {1'b1, fraction[23:1]} : fraction),
      .fill(1'b0),
      .count(shift),
      .shifted(body),
      .lost(lost)
  );
  assign kept = {subnormal ? 8'd0 : biased[7:0], body[23:1]};
  assign up = body[0] & (body[1] | lost | subnormal & fraction[0] | sticky);
  assign pattern = nar ? 32'h7fc00000 : zero ? 32'd0
      : {negative, beyond ? 31'h7f800000 : kept + 31'(up)};

endmodule
