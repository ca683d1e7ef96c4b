// Contractions: an array of lanes that computes LANES columns of a row at a time, each one exact
// sum of products over the terms and the inner index, rounded once or left as quires.
//
// Operands are read from memory by address: a request has an address for each lane and operand, the
// answers come back in order, and up to PENDING may be under way. Given quires are taken, and
// results given, LANES at a time in row-major order; lanes beyond the last column count for
// nothing. The counters count cycles in which there is work, products of lanes in use, and cycles
// in which the lanes could take a step that waits for its operands, or refuse one that is ready.
module adm_contract #(
    parameter  int N       = 32,
    parameter  int RS      = N - 1,
    parameter  int ES      = 2,
    parameter  int SEGMENT = N > 32 ? 64 : 32,
    parameter  int LANES   = 4,
    parameter  int TERMS   = 8,
    parameter  int ADDRESS = 64,
    parameter  int COUNT   = 32,
    parameter  int PENDING = 16,
    localparam int TERM    = 8 * ADDRESS + COUNT + 1,
    localparam int QUIRE   = adm_format::quire(N, RS, ES)
) (
    input  logic                     clock,
    input  logic                     reset,
    input  logic                     term_valid,
    output logic                     term_ready,
    input  logic          [TERM-1:0] term,
    input  logic                     job_valid,
    output logic                     job_ready,
    input  logic         [COUNT-1:0] job_rows,
    input  logic         [COUNT-1:0] job_columns,
    input  logic               [1:0] job_merges,
    input  logic               [1:0] job_subtract,
    input  logic                     job_exact,
    output logic                     request_valid,
    input  logic                     request_ready,
    output logic         [LANES-1:0] request_mask,
    output logic [LANES*ADDRESS-1:0] request_a,
    output logic [LANES*ADDRESS-1:0] request_b,
    input  logic                     answer_valid,
    output logic                     answer_ready,
    input  logic       [LANES*N-1:0] answer_a,
    input  logic       [LANES*N-1:0] answer_b,
    input  logic                     quires_valid,
    output logic                     quires_ready,
    input  logic   [LANES*QUIRE-1:0] quires,
    output logic                     exact_valid,
    input  logic                     exact_ready,
    output logic   [LANES*QUIRE-1:0] exact,
    output logic                     pattern_valid,
    input  logic                     pattern_ready,
    output logic       [LANES*N-1:0] pattern,
    output logic                     busy,
    output logic              [47:0] cycles,
    output logic              [47:0] products,
    output logic              [47:0] starved,
    output logic              [47:0] blocked
);

  // Steps: those that read ask for their operands, and all wait in the queue.
  logic walk_ready, room;
  logic step_valid, step_ready, step_read, step_merge, step_negate, step_last, step_exact;
  logic [LANES-1:0] step_mask;
  logic [ADDRESS-1:0] step_a, step_b, step_a_column, step_b_column;
  adm_contract_walk #(
      .LANES  (LANES),
      .TERMS  (TERMS),
      .ADDRESS(ADDRESS),
      .COUNT  (COUNT)
  ) walk (
      .clock,
      .reset,
      .term_valid,
      .term_ready,
      .term,
      .job_valid(job_valid & job_ready),
      .job_ready(walk_ready),
      .job_rows,
      .job_columns,
      .job_merges,
      .job_subtract,
      .job_exact,
      .step_valid,
      .step_ready,
      .step_read,
      .step_merge,
      .step_negate,
      .step_last,
      .step_exact,
      .step_mask,
      .step_a,
      .step_b,
      .step_a_column,
      .step_b_column
  );

  assign job_ready = walk_ready & ~busy;
  assign request_valid = step_valid & step_read & room;
  assign request_mask = step_mask;
  assign step_ready = room & (request_ready | ~step_read);
  for (genvar l = 0; l < LANES; l++) begin : request
    assign request_a[l*ADDRESS+:ADDRESS] = step_a + ADDRESS'(l) * step_a_column;
    assign request_b[l*ADDRESS+:ADDRESS] = step_b + ADDRESS'(l) * step_b_column;
  end

  logic waits, go, read, merge, negate, last, ends_exact;
  logic [LANES-1:0] mask;
  adm_queue #(
      .WIDTH(LANES + 5),
      .DEPTH(PENDING)
  ) steps (
      .clock,
      .reset,
      .in_valid(step_valid & (request_ready | ~step_read)),
      .in_ready(room),
      .in({step_mask, step_read, step_merge, step_negate, step_last, step_exact}),
      .out_valid(waits),
      .out_ready(go),
      .out({mask, read, merge, negate, last, ends_exact})
  );

  // Lanes go in step: what holds of the first holds of all.
  logic beat_valid;
  logic [LANES-1:0] lanes_ready, lanes_take, lanes_exact, lanes_pattern;
  assign beat_valid = waits & (answer_valid | ~read);
  assign go = lanes_ready[0] & (answer_valid | ~read);
  assign answer_ready = lanes_ready[0] & waits & read;
  assign quires_ready = lanes_take[0];
  assign exact_valid = lanes_exact[0];
  assign pattern_valid = lanes_pattern[0];
  for (genvar l = 0; l < LANES; l++) begin : lane
    adm_fdp_lane #(
        .N      (N),
        .RS     (RS),
        .ES     (ES),
        .SEGMENT(SEGMENT)
    ) fdp (
        .clock,
        .reset,
        .in_valid(beat_valid),
        .in_ready(lanes_ready[l]),
        .in_a(answer_a[l*N+:N] & {N{read & mask[l]}}),
        .in_b(answer_b[l*N+:N] & {N{read & mask[l]}}),
        .in_merge(merge),
        .in_negate(negate),
        .in_last(last),
        .in_exact(ends_exact),
        .quire_valid(quires_valid),
        .quire_ready(lanes_take[l]),
        .quire(quires[l*QUIRE+:QUIRE]),
        .exact_valid(lanes_exact[l]),
        .exact_ready,
        .exact(exact[l*QUIRE+:QUIRE]),
        .pattern_valid(lanes_pattern[l]),
        .pattern_ready,
        .pattern(pattern[l*N+:N])
    );
  end

  // Sums of LANES columns that are under way
  localparam int OPEN = 8;
  logic [OPEN-1:0] open;
  logic begins, ends;
  assign begins = step_valid & step_ready & step_last;
  assign ends = exact_valid & exact_ready | pattern_valid & pattern_ready;
  assign busy = ~walk_ready || open != '0;
  always_ff @(posedge clock) begin
    if (reset) open <= '0;
    else open <= open + OPEN'(begins) - OPEN'(ends);
  end

  logic [$clog2(LANES+1)-1:0] in_use;
  always_comb begin
    in_use = '0;
    for (int l = 0; l < LANES; l++) in_use = in_use + $clog2(LANES + 1)'(mask[l]);
  end
  always_ff @(posedge clock) begin
    if (reset) begin
      cycles   <= '0;
      products <= '0;
      starved  <= '0;
      blocked  <= '0;
    end else begin
      cycles <= cycles + 48'(busy);
      if (waits & go & read) products <= products + 48'(in_use);
      starved <= starved + 48'(waits && lanes_ready[0] && read && !answer_valid);
      blocked <= blocked + 48'(beat_valid && !lanes_ready[0]);
    end
  end

`ifndef SYNTHESIS
  in_step :
  assert property (@(posedge clock) disable iff (reset)
      (&lanes_ready | ~|lanes_ready) & (&lanes_take | ~|lanes_take) &
      (&lanes_exact | ~|lanes_exact) & (&lanes_pattern | ~|lanes_pattern))
  else $error("lanes out of step");
  one_kind :
  assert property (@(posedge clock) disable iff (reset) ~(exact_valid & pattern_valid))
  else $error("results of two jobs at once");
  no_overflow :
  assert property (@(posedge clock) disable iff (reset) ends |-> open != '0)
  else $error("a result that no step asked for");
  asks_steadily :
  assert property (@(posedge clock) disable iff (reset)
      request_valid & ~request_ready |=> request_valid && $stable({request_a, request_b}))
  else $error("a request was withdrawn or changed");
`endif

endmodule
