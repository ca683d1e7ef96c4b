// The number of leading zeros of a word; WIDTH where there is nothing but zeros.
module adm_leading_zeros #(
    parameter  int WIDTH = 32,
    localparam int COUNT = $clog2(WIDTH + 1)
) (
    input  logic [WIDTH-1:0] word,
    output logic [COUNT-1:0] count
);

  // Padded with ones below to a power of two that is above WIDTH, so that the count ends there.
  localparam int PADDED = 1 << COUNT;
  localparam int HALF = PADDED / 2;

  logic [PADDED-1:1] padded;
  assign padded = {word, {(PADDED - WIDTH - 1) {1'b1}}};

  // Of each pair of groups of 2^k bits: whether the upper is all zeros.
  logic [COUNT*HALF-1:0] zeros;
  for (genvar k = 0; k < COUNT; k++) begin : size
    for (genvar i = 0; i < HALF; i++) begin : pair
      if (i < HALF >> k)
        assign zeros[k*HALF+i] = padded[((2*i+1)<<k)+:1<<k] == '0;
      else assign zeros[k*HALF+i] = 1'b0;
    end
  end

  // Bit k of the count says so of the pair that the bits above it lead to: each halves the choice.
  logic [HALF-1:0] choice;
  always_comb begin
    count = '0;
    for (int k = COUNT - 1; k >= 0; k--) begin
      choice = zeros[k*HALF+:HALF];
      for (int j = COUNT - 1; j > k; j--) begin
        if (~count[j]) choice = choice >> (1 << (j - k - 1));
      end
      count[k] = choice[0];
    end
  end

endmodule
