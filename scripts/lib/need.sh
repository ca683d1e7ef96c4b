# shellcheck shell=bash
# What the other scripts source: where the repository is, and how a tool that is missing is found,
# installed or named.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

die() {
  say "$@"
  exit 1
}

# may_install: whether this is Debian's root, who may install packages.
may_install() {
  [[ $EUID -eq 0 && -e /etc/debian_version ]] && command -v apt-get >/dev/null
}

# install PACKAGE...: installs Debian packages, or fails with the reason on standard error.
install() {
  say "installing $*: apt-get install -y $*"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null </dev/null && return
  say "again after apt-get update"
  apt-get update -qq >/dev/null </dev/null &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null </dev/null
}

# need COMMAND PACKAGE...: makes sure that the command is on the PATH, or ends with the remedy.
need() {
  local command=$1
  shift
  command -v "$command" >/dev/null && return
  if may_install && install "$@" && command -v "$command" >/dev/null; then
    return
  fi
  die "$command is missing; install it with: apt-get install -y $*"
}

# is_jdk25 DIR: whether the directory is the home of a JDK 25 (a compiler, not only a runtime).
is_jdk25() {
  local release
  [[ -x $1/bin/javac && -r $1/release ]] || return
  release=$(<"$1/release")
  [[ $release == *'JAVA_VERSION="25'[.\"+-]* ]]
}

# find_jdk25: sets jdk to the home of a JDK 25: JAVA_HOME, /usr/lib/jvm, the java on the PATH.
find_jdk25() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [[ -n $candidate ]] && is_jdk25 "$candidate"; then
      jdk=$candidate
      return
    fi
  done
  candidate=$(command -v java) || return
  candidate=$(readlink -f "$candidate")
  jdk=${candidate%/bin/java}
  is_jdk25 "$jdk"
}

# need_jdk25: sets jdk, or ends with the remedy. The build finds the same JDK by JAVA25_HOME.
need_jdk25() {
  local package
  if ! find_jdk25 && may_install; then
    for package in temurin-25-jdk openjdk-25-jdk-headless; do
      if apt-cache show "$package" >/dev/null 2>&1; then
        install "$package"
        break
      fi
    done
  fi
  find_jdk25 || die "JDK 25 is missing (looked at JAVA_HOME, /usr/lib/jvm and the java on the PATH);" \
    "install it with: apt-get install -y openjdk-25-jdk-headless (Debian 13, Ubuntu 24.04 or newer)," \
    "or with Adoptium's apt repository: apt-get install -y temurin-25-jdk;" \
    "a JDK elsewhere is named with JAVA_HOME"
  export JAVA25_HOME=$jdk
}

# need_build_tools: what every build needs besides the JDK: for the library, the kernels, the Java sources.
need_build_tools() {
  need gcc gcc libc6-dev
  need make make
  need clang-15 clang-15
  need llvm-spirv-15 llvm-spirv-15
  need spirv-val spirv-tools
  need mvn maven
}

# need_file FILE PACKAGE...: makes sure that there is the file, or ends with the remedy.
need_file() {
  local file=$1
  shift
  [[ -e $file ]] && return
  if may_install && install "$@" && [[ -e $file ]]; then
    return
  fi
  die "$file is missing; install it with: apt-get install -y $*"
}

# need_pocl: an OpenCL device on the processor, the loader and the headers that the tests want. Sets pocl_icd.
need_pocl() {
  pocl_icd=/etc/OpenCL/vendors/pocl.icd
  need_file "$pocl_icd" pocl-opencl-icd ocl-icd-libopencl1
  need_file /usr/include/CL/cl.h opencl-c-headers
}

# need_chromium: the browser that tests the page of a server, and its driver. What the package recommends beside
# it, printing and file sharing among that, no test needs.
need_chromium() {
  need chromedriver --no-install-recommends chromium chromium-driver
  need chromium --no-install-recommends chromium
}

# need_verilator: what simulates the hardware of kernels/rtl. What the package recommends beside it, none of this
# needs.
need_verilator() {
  need g++ g++
  need verilator --no-install-recommends verilator
}

# lock: waits until no other build of this checkout runs; the lock goes with file descriptor 9.
lock() {
  exec 9<"$root/pom.xml"
  flock -n 9 && return
  say "waiting for another build of $root"
  flock 9
}

# unlock: lets the next build begin.
unlock() {
  exec 9<&-
}

# maven_project DIR ARGUMENT...: Maven on the project of that directory. Debian's Maven resets the colour even
# of a file; the reset is cut out.
maven_project() {
  local project=$1
  shift
  mvn -B -ntp -f "$project/pom.xml" "$@" </dev/null 2>&1 | sed -u 's/\x1b\[0m//g'
}

# maven ARGUMENT...: Maven on the whole repository. The caller holds the lock.
maven() {
  maven_project "$root" "$@"
}

# maven_quietly ARGUMENT...: prints warnings and errors only, and how far it is, on standard error. (Its own -q
# hides the warnings of the compiler, which are errors here.) That XChart declares no module is known.
maven_quietly() {
  maven "$@" | sed -u '/^\[WARNING\] \*.*\*$/d' | show_steps >&2
}

# show_steps: of Maven's log, whatever is no information, so also what compilers that it calls say; of the rest
# each part of the build by its name, and on a terminal the step under way and its seconds.
show_steps() {
  local begins='^\[INFO\] --- ([^ :]+):[^ :]+:([^ ]+) .*@ ([^ ]+)'
  local line status part='' step='' since=0
  while true; do
    status=0
    IFS= read -r -t 1 line || status=$?
    if ((status > 128)); then # a second without a line
      [[ ! -t 2 || -z $step ]] || printf '\r\e[K%s: %s, %d s' "${0##*/}" "$step" $((SECONDS - since)) >&2
      continue
    fi
    ((status == 0)) || break
    if [[ $line =~ $begins ]]; then
      step="${BASH_REMATCH[3]}, ${BASH_REMATCH[1]}:${BASH_REMATCH[2]}" since=$SECONDS
      [[ ! -t 2 ]] || printf '\r\e[K' >&2
      [[ $part == "${BASH_REMATCH[3]}" ]] || say "building ${BASH_REMATCH[3]}"
      part=${BASH_REMATCH[3]}
      continue
    fi
    [[ $line != '[INFO]'* ]] || continue
    [[ ! -t 2 ]] || printf '\r\e[K' >&2
    printf '%s\n' "$line"
  done
  [[ ! -t 2 ]] || printf '\r\e[K' >&2
}
