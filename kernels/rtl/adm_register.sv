// One stage of a pipeline: holds a datum until the next stage takes it, and takes the next in the
// same cycle. A datum moves where valid and ready meet; once valid, it stays as it is until then.
module adm_register #(
    parameter int WIDTH = 1
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

  assign in_ready = ~out_valid | out_ready;

  always_ff @(posedge clock) begin
    if (reset) out_valid <= 1'b0;
    else if (in_ready) out_valid <= in_valid;
    if (in_ready & in_valid) out <= in;
  end

`ifndef SYNTHESIS
  keeps_valid :
  assert property (@(posedge clock) disable iff (reset) in_valid & ~in_ready |=> in_valid)
  else $error("a datum was withdrawn before it was taken");
  if (WIDTH <= 128) begin : narrow  // wider copies would take most of the time of a simulation
    keeps_data :
    assert property (@(posedge clock) disable iff (reset) in_valid & ~in_ready |=> $stable(in))
    else $error("a datum changed before it was taken");
  end
`endif

endmodule
