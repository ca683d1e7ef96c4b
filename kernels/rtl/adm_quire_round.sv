// Rounds a quire to the pattern nearest to it. Four stages.
module adm_quire_round #(
    parameter  int N       = 32,
    parameter  int RS      = N - 1,
    parameter  int ES      = 2,
    parameter  int SEGMENT = N > 32 ? 64 : 32,
    localparam int QUIRE   = adm_format::quire(N, RS, ES)
) (
    input  logic             clock,
    input  logic             reset,
    input  logic             in_valid,
    output logic             in_ready,
    input  logic [QUIRE-1:0] in_quire,
    input  logic             in_nar,
    output logic             out_valid,
    input  logic             out_ready,
    output logic     [N-1:0] out_pattern
);

  localparam int SEGMENTS = QUIRE / SEGMENT;
  localparam int INDEX = $clog2(SEGMENTS);
  localparam int PLACE = $clog2(SEGMENT);
  localparam int SCALE = INDEX + PLACE + 2;
  localparam int FRACTION = SEGMENT;

  // The first segment that is not all sign has the leading bit, the first that is not the sign's: a
  // quire is 0, or 01... or 10... from there on. Of ...111, which has none, it is below the least.
  logic [SEGMENTS-1:0] some, any, some_held, any_held;  // some not the sign, any not 0
  logic [QUIRE-1:0] quire;
  logic looked_valid, looked_ready, looked_nar;
  for (genvar s = 0; s < SEGMENTS; s++) begin : look
    assign some[s] = in_quire[s*SEGMENT+:SEGMENT] != {SEGMENT{in_quire[QUIRE-1]}};
    assign any[s]  = in_quire[s*SEGMENT+:SEGMENT] != '0;
  end
  adm_register #(
      .WIDTH(2 * SEGMENTS + QUIRE + 1)
  ) looked (
      .clock,
      .reset,
      .in_valid,
      .in_ready,
      .in({some, any, in_quire, in_nar}),
      .out_valid(looked_valid),
      .out_ready(looked_ready),
      .out({some_held, any_held, quire, looked_nar})
  );

  // That segment, or else the lowest, and the one below it; whether there is more below
  logic [SEGMENTS-1:0] head;  // one of them
  logic [INDEX-1:0] index, index_held;
  logic [2*SEGMENT-1:0] window, window_held;
  logic more, more_held, negative, zero, zero_held, nar_held;
  logic window_valid, window_ready;
  logic [SEGMENTS-1:0] from, below;  // some at s or above; any below segment s - 1
  always_comb begin
    from = some_held;
    below = any_held << 2;
    for (int d = 1; d < SEGMENTS; d = 2 * d) begin
      from = from | from >> d;
      below = below | below << d;
    end
    head = from & ~(from >> 1);
    head[0] = ~|(from >> 1);
    index = '0;
    window = '0;
    for (int s = SEGMENTS - 1; s >= 0; s--) begin
      if (head[s]) begin
        index = index | INDEX'(s);
        window[SEGMENT+:SEGMENT] = window[SEGMENT+:SEGMENT] | quire[s*SEGMENT+:SEGMENT];
        if (s > 0) window[0+:SEGMENT] = window[0+:SEGMENT] | quire[(s-1)*SEGMENT+:SEGMENT];
      end
    end
  end
  assign more = |(head & below);
  assign zero = ~quire[QUIRE-1] & some_held == '0;
  adm_register #(
      .WIDTH(INDEX + 2 * SEGMENT + 4)
  ) windowed (
      .clock,
      .reset,
      .in_valid(looked_valid),
      .in_ready(looked_ready),
      .in({index, window, more, quire[QUIRE-1], zero & ~looked_nar, looked_nar}),
      .out_valid(window_valid),
      .out_ready(window_ready),
      .out({index_held, window_held, more_held, negative, zero_held, nar_held})
  );

  // The leading bit shifted out at the top: what follows is the fraction
  logic [PLACE:0] leading;  // the bits above it: all of the segment in the case of ...111
  logic [2*SEGMENT-2:0] normal;
  logic signed [SCALE-1:0] scale, scale_held;
  logic [FRACTION-1:0] fraction_held;
  logic sticky, sticky_held, normal_negative, normal_zero, normal_nar, normal_valid, normal_ready;
  adm_leading_zeros #(
      .WIDTH(SEGMENT)
  ) lead (
      .word (window_held[SEGMENT+:SEGMENT] ^ {SEGMENT{negative}}),
      .count(leading)
  );
  adm_shift_left #(
      .WIDTH(2 * SEGMENT - 1),
      .COUNT(PLACE + 1)
  ) normalise (
      .word(window_held[2*SEGMENT-2:0]),
      .count(leading),
      .shifted(normal)
  );
  assign scale = SCALE'({index_held, {PLACE{1'b1}}}) - SCALE'(leading) -
      SCALE'(adm_format::quire_fraction(N, RS, ES));
  assign sticky = more_held | normal[SEGMENT-2:0] != '0;
  adm_register #(
      .WIDTH(SCALE + FRACTION + 4)
  ) normalised (
      .clock,
      .reset,
      .in_valid(window_valid),
      .in_ready(window_ready),
      .in({scale, normal[2*SEGMENT-2-:FRACTION], sticky, negative, zero_held, nar_held}),
      .out_valid(normal_valid),
      .out_ready(normal_ready),
      .out({scale_held, fraction_held, sticky_held, normal_negative, normal_zero, normal_nar})
  );

  logic [N-1:0] pattern;
  adm_posit_encode #(
      .N       (N),
      .RS      (RS),
      .ES      (ES),
      .SCALE   (SCALE),
      .FRACTION(FRACTION)
  ) encode (
      .zero(normal_zero),
      .nar(normal_nar),
      .negative(normal_negative),
      .scale(scale_held),
      .fraction(fraction_held),
      .sticky(sticky_held),
      .pattern(pattern)
  );
  adm_register #(
      .WIDTH(N)
  ) rounded (
      .clock,
      .reset,
      .in_valid(normal_valid),
      .in_ready(normal_ready),
      .in(pattern),
      .out_valid,
      .out_ready,
      .out(out_pattern)
  );

endmodule
