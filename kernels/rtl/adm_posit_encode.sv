// Rounds to a pattern of the format <N, RS, ES>: to the nearest, ties to the even pattern, and
// never to zero, NaR or beyond maxpos.
//
// The value is (01.fraction, or where `negative` 10.fraction in two's complement, which is -2 + f)
// * 2^scale, and with `sticky` a little more, but less than a unit of the last bit of the fraction.
// The bits of a negative pattern are made as they are to stand, so that there is one carry, that of
// rounding. `zero` and `nar` override.
module adm_posit_encode #(
    parameter int N        = 32,
    parameter int RS       = N - 1,
    parameter int ES       = 2,
    parameter int SCALE    = adm_format::scale(RS, ES) + 1,  // at least 1 more than its operands
    parameter int FRACTION = adm_format::fraction(N, ES) + 1  // at least as much
) (
    input  logic                       zero,
    input  logic                       nar,
    input  logic                       negative,
    input  logic signed    [SCALE-1:0] scale,
    input  logic        [FRACTION-1:0] fraction,
    input  logic                       sticky,
    output logic               [N-1:0] pattern
);

  // Behind the longest run of a b-posit the rest begins where it does behind the last but one.
  localparam int LONGEST = RS == N - 1 ? N - 3 : RS - 1;  // a run in range, less 1
  localparam int COUNT = $clog2(LONGEST + 1);
  localparam int SHIFT = RS == N - 1 ? COUNT : $clog2(RS - 1);
  localparam int REGIME = SCALE - ES;
  localparam int BODY = 2 + ES + FRACTION;  // N or more: the bits kept and those below

  logic [SCALE-1:0] field;
  logic ones, beyond, special, stop, full, up;
  logic [REGIME-2:0] more;  // the length of the run, less 1
  logic [SHIFT-1:0] shift;
  logic [BODY-1:0] body;
  logic lost, below;
  logic [N-2:0] kept, rounded;

  assign special = zero | nar;
  assign field   = scale ^ {SCALE{negative}};
  assign ones    = ~field[SCALE-1];
  assign more    = field[SCALE-2:ES] ^ {REGIME - 1{~ones}};
  assign beyond  = more > (REGIME - 1)'(LONGEST);

  if (RS == N - 1) begin : unbounded
    assign shift = more[SHIFT-1:0];
    assign stop  = ~ones;
    assign full  = 1'b0;
  end else begin : bounded
    // A run of RS bits has no stop; where all behind it is alike, the pattern is that of zero or
    // NaR, which becomes the one above, or that of maxpos or -minpos, which is not rounded up.
    logic longest;
    assign longest = more[COUNT-1:0] == COUNT'(RS - 1);
    assign shift = longest ? SHIFT'(RS - 2) : more[SHIFT-1:0];
    assign stop = longest ? ones : ~ones;
    assign full = longest &
        ({field[ES-1:0], fraction[FRACTION-1-:N-1-RS-ES]} == {(N - 1 - RS) {ones}});
  end

  adm_shift_right #(
      .WIDTH(BODY),
      .COUNT(SHIFT)
  ) align (
      .word({ones, stop, field[ES-1:0], fraction}),
      .fill(ones),
      .count(shift),
      .shifted(body),
      .lost(lost)
  );

  if (BODY > N) assign below = |body[BODY-N-1:0] | lost | sticky;
  else assign below = lost | sticky;
  assign kept = special ? '0 : beyond ? {{(N - 2) {ones}}, 1'b1}
      : body[BODY-1-:N-1] | (N - 1)'(full);
  assign up = body[BODY-N] & (body[BODY-N+1] | below) & ~(beyond | full | special);
  assign rounded = kept + (N - 1)'(up);
  assign pattern = {special ? nar : negative, rounded};

endmodule
