# shellcheck shell=bash
# The parts that scripts/synth measures, and how. It sets route, limit, work and tools.

rtl=$root/kernels/rtl
device=7680 # logic cells of an HX8K, each with one look-up table

# parts: name, number of the part in adm_timed.sv, module, N, RS and ES.
parts() {
  local format kind
  local -A fields=([posit8]='8 7 2' [posit16]='16 15 2' [posit32]='32 31 2' [posit64]='64 63 2'
    [bposit16]='16 6 5' [bposit32]='32 6 5' [bposit64]='64 6 5')
  local formats=(posit16 bposit16 posit32 bposit32 posit64 bposit64)
  for format in "${formats[@]}"; do
    echo "decoder/$format 0 adm_posit_decode ${fields[$format]}"
  done
  echo "decoder/float32 3 adm_float32_decode 32 31 2"
  for format in "${formats[@]}"; do
    echo "encoder/$format 1 adm_posit_encode ${fields[$format]}"
  done
  echo "encoder/float32 4 adm_float32_encode 32 31 2"
  for format in posit8 "${formats[@]}"; do
    for kind in '2 adm_fdp_lane lane' '5 adm_product product' '6 adm_quire_sum sum' '7 adm_quire_round round'; do
      echo "${kind##* }/$format ${kind% *} ${fields[$format]}"
    done
  done
}

# sources MODULE: the files that it is made of, the package first.
sources() {
  local -A seen=([$1]=1)
  local pending=("$1") name
  while ((${#pending[@]} > 0)); do
    local module=${pending[0]}
    pending=("${pending[@]:1}")
    for name in $(grep -oE '\badm_[a-z0-9_]+ *(#|[a-z_]+ *\()' "$rtl/$module.sv" | grep -oE '^adm_[a-z0-9_]+'); do
      if [[ -z ${seen[$name]:-} && -e $rtl/$name.sv ]]; then
        seen[$name]=1
        pending+=("$name")
      fi
    done
  done
  echo "$rtl/adm_format.sv"
  printf "$rtl/%s.sv\n" "${!seen[@]}" | sort
}

# timeout SECONDS COMMAND...: as the command of that name, but an interrupt reaches what runs; what that has started and
# is left behind ends by the limit of its processor time.
timeout() {
  (
    ulimit -t "$1"
    exec timeout --foreground "$@"
  )
}

# run_yosys LOG FILES SCRIPT: 124 where it takes too long. Any warning is an error, so that no part is half read; but
# that ABC says a combinational network is combinational, that a memory becomes registers, and that a path ends at a pin,
# is known.
run_yosys() {
  local status=0
  timeout "$limit" yosys -Q -e '.*' -w 'combinational' -w 'Replacing memory' -w 'recognised endpoint' \
    -l "$1" -p "read_verilog -sv $2; $3" >/dev/null 2>&1 || status=$?
  ((status == 0 || status == 124)) || die "yosys failed: $(grep -E 'ERROR|Warning' "$1" | tail -n 1)"
  return "$status"
}

# last PATTERN FILE: what the last match of \1 in a file is.
last() {
  sed -n "s/.*$1.*/\1/p" "$2" | tail -n 1
}

# top MODULE N RS ES [OPTION...]: chooses a module and its parameters.
top() {
  if [[ $1 == adm_float32_* ]]; then
    echo "hierarchy -top $1"
  else
    echo "hierarchy -top $1 -chparam N $2 -chparam RS $3 -chparam ES $4 ${*:5}"
  fi
}

# ABC for speed: the best of three ways to restructure; for size: one that looks at area alone.
fast=('+strash;ifraig;scorr;dc2;strash;&get,-n;&syn3;&syn3;&synch2;&nf;&put;buffer,-c;topo;stime,-p'
  '+strash;&get,-n;&fraig,-x;&put;scorr;dc2;dch,-f;strash;&get,-n;&nf;&put;buffer,-c;topo;stime,-p'
  '+strash;&get,-n;&syn4;&synch2;&nf;&put;buffer,-c;topo;stime,-p')
small='+strash;&get,-n;&fraig,-x;&put;scorr;dc2;dch,-f;strash;&get,-n;&nf,-R,10;&put;topo;stime,-p'

# Steps: STEP FILES PART MODULE N RS ES prints figures, or returns 124 where a tool took too long.

# gates: transistors and tau of the fastest circuit, transistors of the smallest.
gates() {
  local log=$work/log script delay area fastest='' best='' least=''
  for script in "${fast[@]}" "$small"; do
    run_yosys "$log" "$1" "$(top "${@:3}"); synth -flatten; abc -liberty $rtl/gates.lib -script $script;
      stat -liberty $rtl/gates.lib" || return
    delay=$(last 'Delay = *\([0-9.]*\)' "$log")
    area=$(last 'Chip area for module[^:]*: *\([0-9]*\).*' "$log")
    if [[ -z $fastest ]] || awk "BEGIN { exit !($delay < $fastest) }"; then
      fastest=$delay best=$area
    fi
    least=$area
  done
  echo "$best $fastest $least"
}

# luts: look-up tables of 4 inputs, and the most of them in a row.
luts() {
  local log=$work/log
  run_yosys "$log" "$1" "$(top "${@:3}"); synth -flatten -lut 4; opt_clean -purge; stat; ltp -noff" || return
  echo "$(last '\$lut  *\([0-9]*\)' "$log") $(last '(length=\([0-9]*\))' "$log")"
}

# cells: look-up tables of an iCE40, and nanoseconds of the longest path in its cells, without wires.
cells() {
  local log=$work/log picoseconds
  run_yosys "$log" "$1" "$(top "${@:3}"); synth_ice40; stat;
    read_verilog -overwrite -icells -lib -specify -D ICE40_HX +/ice40/cells_sim.v; sta" || return
  picoseconds=$(last 'Latest arrival time in .* is \([0-9]*\):' "$log")
  echo "$(last 'SB_LUT4  *\([0-9]*\)' "$log") $(awk "BEGIN { printf \"%.2f\", $picoseconds / 1000 }")"
}

# routed: MHz on an HX8K after place and route between registers; `full` where there is no room.
routed() {
  local log=$work/log status=0
  run_yosys "$log" "$1" "$(top adm_timed "${@:4}" -chparam PART "$2"); synth_ice40 -json $work/timed.json" || return
  timeout "$limit" nextpnr-ice40 --hx8k --package ct256 --json "$work/timed.json" --pcf-allow-unconstrained --seed 1 \
    --freq 150 --timing-allow-fail --log "$log" >/dev/null 2>&1 || status=$?
  if ((status == 0)); then
    last 'Max frequency for clock[^:]*: *\([0-9.]*\) MHz' "$log"
  elif ((status == 124)); then
    return 124
  elif grep -qE 'Unable to place|[Uu]nable to find legal placement|failed to place|no Bels remaining' "$log"; then
    echo full
  else
    die "nextpnr-ice40 failed: $(grep ERROR "$log" | tail -n 1)"
  fi
}

# step AT WHAT FIGURES STEP FILES...: the figures of a step, from target/synth or measured; `late` for each where a tool
# took too long, which is tried again the next time.
step() {
  local at=$1 what=$2 number=$3 key values status=0
  shift 3
  local files=$2
  [[ $1 != gates ]] || files+=" $rtl/gates.lib"
  # shellcheck disable=SC2086
  key=$({
    declare -f "$1" run_yosys top last
    echo "$tools ${fast[*]} $small ${*:3}"
    cat $files
  } | sha256sum | cut -c 1-40)
  if [[ -e $root/target/synth/$key ]]; then
    cat "$root/target/synth/$key"
    return
  fi
  say "$at: $what"
  values=$("$@") || status=$?
  if ((status == 124)); then
    say "$at: not done in $limit s"
    for ((; number > 0; number--)); do printf 'late '; done
    return
  fi
  ((status == 0)) || exit 1
  [[ $(wc -w <<<"$values") == "$number" ]] || die "$at: $what: the log has not the figures that it should have"
  mkdir -p "$root/target/synth"
  echo "$values" >"$work/values"
  mv "$work/values" "$root/target/synth/$key"
  echo "$values"
}

# measure AT NAME PART MODULE N RS ES: transistors, tau, least transistors, LUT4s, their depth, iCE40 cells, ns, MHz.
measure() {
  local at=$1 name=$2 part=$3 files timed
  shift 2
  files=$(sources "$2" | sort -u | tr '\n' ' ')
  # A module that is not used need not be there, but the package comes first.
  files="$rtl/adm_format.sv ${files//"$rtl/adm_format.sv "/}"
  timed="$files$rtl/timing/adm_timed.sv"
  local -a row
  if [[ $name == decoder/* || $name == encoder/* ]]; then
    row+=("$(step "$at" 'gates' 3 gates "$files" "$@")") || exit 1
  else
    row+=('- - -')
  fi
  row+=("$(step "$at" 'look-up tables' 2 luts "$files" "$@")") || exit 1
  row+=("$(step "$at" 'iCE40 cells' 2 cells "$files" "$@")") || exit 1
  local used=${row[-1]% *}
  if ((route)) && [[ $used =~ ^[0-9]+$ ]] && ((used > device)); then
    row+=(full)
  elif ((route)); then
    row+=("$(step "$at" 'place and route' 1 routed "$timed" "$@")") || exit 1
  else
    row+=(-)
  fi
  echo "${row[*]}"
}
