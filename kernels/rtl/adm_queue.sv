// A first-in, first-out queue of DEPTH entries, a power of two; what is written can be read in the
// next cycle.
module adm_queue #(
    parameter int WIDTH = 1,
    parameter int DEPTH = 16
) (
    input  logic             clock,
    input  logic             reset,
    input  logic             in_valid,
    output logic             in_ready,
    input  logic [WIDTH-1:0] in,
    output logic             out_valid,
    input  logic             out_ready,
    output logic [WIDTH-1:0] out
);

  localparam int INDEX = $clog2(DEPTH);

  logic [WIDTH-1:0] entries[DEPTH];
  logic [INDEX:0] head, tail;  // with one bit more, so that full and empty differ

  assign in_ready = (tail ^ head) != {1'b1, INDEX'(0)};
  assign out_valid = tail != head;
  assign out = entries[head[INDEX-1:0]];

  always_ff @(posedge clock) begin
    if (reset) begin
      head <= '0;
      tail <= '0;
    end else begin
      if (in_valid & in_ready) tail <= tail + (INDEX + 1)'(1);
      if (out_valid & out_ready) head <= head + (INDEX + 1)'(1);
    end
    if (in_valid & in_ready) entries[tail[INDEX-1:0]] <= in;
  end

`ifndef SYNTHESIS
  within_bounds :
  assert property (@(posedge clock) disable iff (reset) tail - head <= (INDEX + 1)'(DEPTH))
  else $error("more entries than the queue has");
`endif

endmodule
