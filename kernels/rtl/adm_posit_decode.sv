// Decodes a pattern of the format <N, RS, ES>, without a carry.
//
// The value of a finite non-zero pattern is significand/2^FRACTION * 2^scale. A negative value has
// a negative significand: 01.f, or 10.f in two's complement, which is -2 + f. With it the fields of
// a negative pattern are read as they stand, and the scale is inverted (Posit Standard 2022,
// section 3.3, has the formula). This holds for b-posits as well, since their values, too, go on
// linearly from each exponent to the next.
module adm_posit_decode #(
    parameter  int N        = 32,
    parameter  int RS       = N - 1,
    parameter  int ES       = 2,
    localparam int FRACTION = adm_format::fraction(N, ES),
    localparam int SCALE    = adm_format::scale(RS, ES)
) (
    input  logic                       [N-1:0] pattern,
    output logic                               zero,
    output logic                               nar,
    output logic signed            [SCALE-1:0] scale,
    output logic signed       [FRACTION+2-1:0] significand
);

  // Of a run that may fill the word all bits behind the first are looked at, else RS - 1; behind
  // the longest run of a b-posit the rest begins where it does behind the last but one.
  localparam int LONGEST = RS == N - 1 ? N - 2 : RS - 1;
  localparam int COUNT = $clog2(LONGEST + 1);
  localparam int SHIFT = RS == N - 1 ? COUNT : $clog2(RS - 1);
  localparam int REST = ES + FRACTION;  // exponent and fraction behind the shortest regime

  logic sign, special;
  logic [COUNT-1:0] more;  // the length of the run, less 1
  logic [SHIFT-1:0] shift;
  logic [REST-1:0] rest;

  assign sign = pattern[N-1];
  assign special = pattern[N-2:0] == '0;
  assign zero = special & ~sign;
  assign nar = special & sign;

  adm_leading_zeros #(
      .WIDTH(LONGEST)
  ) run (
      .word (pattern[N-3-:LONGEST] ^ {LONGEST{pattern[N-2]}}),
      .count(more)
  );
  if (RS == N - 1) assign shift = more;
  else assign shift = more == COUNT'(RS - 1) ? SHIFT'(RS - 2) : SHIFT'(more);
  adm_shift_left #(
      .WIDTH(REST),
      .COUNT(SHIFT)
  ) align (
      .word(pattern[REST-1:0]),
      .count(shift),
      .shifted(rest)
  );

  assign scale = {
    {{SCALE - ES - COUNT{1'b0}}, more} ^ {SCALE - ES{pattern[N-2] ~^ sign}},
    rest[REST-1-:ES] ^ {ES{sign}}
  };
  assign significand = {sign, ~sign, rest[FRACTION-1:0]};

endmodule
