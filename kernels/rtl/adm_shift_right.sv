// word >> count with copies of `fill` above; `lost` where a 1 falls out below.
module adm_shift_right #(
    parameter int WIDTH = 32,
    parameter int COUNT = $clog2(WIDTH)
) (
    input  logic [WIDTH-1:0] word,
    input  logic             fill,
    input  logic [COUNT-1:0] count,
    output logic [WIDTH-1:0] shifted,
    output logic             lost
);

  always_comb begin
    shifted = word;
    lost = 1'b0;
    for (int k = COUNT - 1; k >= 0; k--) begin
      if (count[k]) begin
        lost = lost | ((shifted & ~({WIDTH{1'b1}} << (1 << k))) != '0);
        shifted = (shifted >> (1 << k)) | ({WIDTH{fill}} & ~({WIDTH{1'b1}} >> (1 << k)));
      end
    end
  end

endmodule
