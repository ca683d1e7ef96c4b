// The steps of a contraction, in the order in which lanes take them: for each row, for each LANES
// columns, for each term, for each index that is summed over. No step is lost between sums.
//
// A term is sums of products of elements at
//   a + row * a_row + column * a_column + k * a_inner,   b likewise,   k in [0, count),
// in bytes; with `negate` they are subtracted. Terms are given before the job and are gone after
// it. A job has at least one row and column and may have no terms. Each sum begins with job_merges
// given quires, at most two; bit i of job_subtract subtracts the i-th.
module adm_contract_walk #(
    parameter  int LANES   = 4,
    parameter  int TERMS   = 8,
    parameter  int ADDRESS = 64,
    parameter  int COUNT   = 32,
    localparam int TERM    = 8 * ADDRESS + COUNT + 1
) (
    input  logic               clock,
    input  logic               reset,
    input  logic               term_valid,
    output logic               term_ready,
    input  logic    [TERM-1:0] term,  // a, its strides; b, its strides; count; negate
    input  logic               job_valid,
    output logic               job_ready,
    input  logic   [COUNT-1:0] job_rows,
    input  logic   [COUNT-1:0] job_columns,
    input  logic         [1:0] job_merges,
    input  logic         [1:0] job_subtract,
    input  logic               job_exact,
    output logic               step_valid,
    input  logic               step_ready,
    output logic               step_read,  // a product, else a given quire or nothing
    output logic               step_merge,
    output logic               step_negate,
    output logic               step_last,
    output logic               step_exact,
    output logic   [LANES-1:0] step_mask,
    output logic [ADDRESS-1:0] step_a,  // of the first lane
    output logic [ADDRESS-1:0] step_b,
    output logic [ADDRESS-1:0] step_a_column,
    output logic [ADDRESS-1:0] step_b_column
);

  localparam int INDEX = $clog2(TERMS);

  // The terms; of each, where the row and the columns at hand begin
  logic [2*ADDRESS-1:0] row_start[TERMS], tile_start[TERMS];
  logic [2*ADDRESS-1:0] by_row[TERMS], by_column[TERMS], by_inner[TERMS];
  logic [COUNT-1:0] counts[TERMS];
  logic [TERMS-1:0] negates;
  logic [INDEX:0] terms;

  logic [ADDRESS-1:0] a, a_row, a_column, a_inner, b, b_row, b_column, b_inner;
  logic [COUNT-1:0] count;
  logic negate;
  assign {a, a_row, a_column, a_inner, b, b_row, b_column, b_inner, count, negate} = term;

  // Where the walk stands
  logic running, opening, second, exact;  // the beginning of a sum, the second quire of it
  logic [1:0] merges, subtract;
  logic [COUNT-1:0] rows, columns, row, column, inner;
  logic [INDEX-1:0] at, next;
  logic [2*ADDRESS-1:0] place, next_tile;

  logic last_inner, last_term, last_columns, last_opening, ends_tile, opens;
  assign opens = merges != '0 || terms == '0;
  assign last_opening = second || merges != 2'd2;
  assign last_inner = inner + COUNT'(1) == counts[at];
  assign last_term = {1'b0, at} + (INDEX + 1)'(1) == terms;
  assign last_columns = columns - column <= COUNT'(LANES);
  assign ends_tile = opening ? last_opening && terms == '0 : last_inner && last_term;
  assign next = last_term ? '0 : at + INDEX'(1);

  function automatic logic [2*ADDRESS-1:0] plus(input logic [2*ADDRESS-1:0] x,
                                                input logic [2*ADDRESS-1:0] y);
    plus = {x[ADDRESS+:ADDRESS] + y[ADDRESS+:ADDRESS], x[0+:ADDRESS] + y[0+:ADDRESS]};
  endfunction

  logic [2*ADDRESS-1:0] columns_on;
  assign columns_on = {
    by_column[at][ADDRESS+:ADDRESS] << $clog2(LANES), by_column[at][0+:ADDRESS] << $clog2(LANES)
  };
  assign next_tile = last_columns ? plus(row_start[at], by_row[at])
                                  : plus(tile_start[at], columns_on);

  assign term_ready = ~running && terms < (INDEX + 1)'(TERMS);
  assign job_ready = ~running;
  assign step_valid = running;
  assign step_read = ~opening;
  assign step_merge = opening && merges != '0;
  assign step_negate = opening ? subtract[second] : negates[at];
  assign step_last = ends_tile;
  assign step_exact = exact;
  assign {step_a, step_b} = place;
  assign {step_a_column, step_b_column} = by_column[at];
  for (genvar l = 0; l < LANES; l++) begin : lane
    assign step_mask[l] = columns - column > COUNT'(l);
  end

  always_ff @(posedge clock) begin
    if (reset) begin
      running <= 1'b0;
      terms   <= '0;
    end else if (term_valid & term_ready) begin
      terms <= terms + (INDEX + 1)'(1);
    end else if (job_valid & job_ready) begin
      running <= 1'b1;
    end else if (running && step_ready && ends_tile && last_columns &&
                 row + COUNT'(1) == rows) begin
      running <= 1'b0;
      terms   <= '0;
    end

    if (term_valid & term_ready) begin
      row_start[terms[INDEX-1:0]] <= {a, b};
      by_row[terms[INDEX-1:0]] <= {a_row, b_row};
      by_column[terms[INDEX-1:0]] <= {a_column, b_column};
      by_inner[terms[INDEX-1:0]] <= {a_inner, b_inner};
      counts[terms[INDEX-1:0]] <= count;
      negates[terms[INDEX-1:0]] <= negate;
    end else if (running & step_ready & ~opening & last_inner & last_columns) begin
      row_start[at] <= next_tile;
    end
    if (term_valid & term_ready) tile_start[terms[INDEX-1:0]] <= {a, b};
    else if (running & step_ready & ~opening & last_inner) tile_start[at] <= next_tile;

    if (job_valid & job_ready) begin
      rows <= job_rows;
      columns <= job_columns;
      merges <= job_merges;
      subtract <= job_subtract;
      exact <= job_exact;
      opening <= job_merges != '0 || terms == '0;
      second <= 1'b0;
      row <= '0;
      column <= '0;
      inner <= '0;
      at <= '0;
      place <= tile_start[0];
    end else if (running & step_ready) begin
      opening <= ends_tile ? opens : opening & ~last_opening;
      second <= opening & ~last_opening;
      if (~opening) begin
        inner <= last_inner ? '0 : inner + COUNT'(1);
        if (last_inner) at <= next;
        place <= ~last_inner ? plus(place, by_inner[at])
                             : next == at ? next_tile : tile_start[next];
      end
      if (ends_tile) begin
        column <= last_columns ? '0 : column + COUNT'(LANES);
        if (last_columns) row <= row + COUNT'(1);
      end
    end
  end

`ifndef SYNTHESIS
  never_empty :
  assert property (@(posedge clock) disable iff (reset)
      job_valid |-> job_rows != '0 && job_columns != '0 && job_merges != 2'd3)
  else $error("a job without results, or with three quires");
  terms_have_products :
  assert property (@(posedge clock) disable iff (reset) term_valid |-> count != '0)
  else $error("a term without products");
  within_the_job :
  assert property (@(posedge clock) disable iff (reset) running |-> row < rows && column < columns)
  else $error("a step outside the job");
`endif

endmodule
