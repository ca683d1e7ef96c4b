// word << count, the greatest step first: a count is known from its top.
module adm_shift_left #(
    parameter int WIDTH = 32,
    parameter int COUNT = $clog2(WIDTH)
) (
    input  logic [WIDTH-1:0] word,
    input  logic [COUNT-1:0] count,
    output logic [WIDTH-1:0] shifted
);

  always_comb begin
    shifted = word;
    for (int k = COUNT - 1; k >= 0; k--) if (count[k]) shifted = shifted << (1 << k);
  end

endmodule
