#!/usr/bin/env bash
# Bytes of flash and RAM that the library takes on an Xtensa microcontroller, as in README.md:  measure.sh [MOST_FLASH MOST_RAM]
#
# Compiles the sources with Debian's xtensa-lx106-elf-g++ (package gcc-xtensa-lx106) as the Arduino IDE does (-Os, no exceptions, no RTTI) and adds up code and
# constants. Debian has no C library for it, so headers are this machine's, and nothing is linked: what a sketch shares with the library (memcpy, double
# arithmetic, lwIP) is not in the figures, and what the linker throws out is. RAM is the two objects of a sketch; the library has no other variables.
# With limits it fails if they are exceeded.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT

machine=$(g++ -dumpmachine)
version=$(g++ -dumpversion)
compile() {
  xtensa-lx106-elf-g++ -std=gnu++11 -Os -mlongcalls -ffunction-sections -fdata-sections -fno-exceptions -fno-rtti -fno-threadsafe-statics "${flags[@]}" \
    -I ../../src -isystem include -isystem "/usr/include/c++/$version" -isystem "/usr/include/$machine/c++/$version" -isystem "/usr/include/$machine" -isystem /usr/include \
    -c "$1" -o "$objects/$(basename "$1" .cpp).o"
}

symbol() {
  echo $((16#$(xtensa-lx106-elf-nm -S "$objects/sizes.o" | awk -v name="$1" '$4 == name { print $2 }')))
}

measure() {
  for source in ../../src/*.cpp ../../src/core/*.cpp sizes.cpp; do compile "$source"; done
  flash=$(xtensa-lx106-elf-size "$objects"/*.o | awk '!/sizes.o/ { sum += $1 + $2; static += $2 + $3 } END { if (static) { print "static variables!"; exit 1 } print sum }')
  ram=$(($(symbol sizeOfO2Lite) + $(symbol sizeOfO2LiteSockets)))
  printf '%-10s flash %6d   RAM %6d\n' "$1" "$flash" "$ram"
}

flags=(-DO2LITE_MAX_MESSAGE=256 -DO2LITE_OUTGOING_BYTES=512 -DO2LITE_TIMED_BYTES=256 -DO2LITE_MAX_METHODS=8 -DO2LITE_MAX_SERVICES=2 -DO2LITE_MAX_TAPS=1 -DO2LITE_MAX_HOSTS=3)
measure small
flags=(-DO2LITE_MAX_MESSAGE=1020 -DO2LITE_OUTGOING_BYTES=1460 -DO2LITE_TIMED_BYTES=2048)
measure medium
flags=()
measure default

[ "$flash" -le "${1:-$flash}" ] && [ "$ram" -le "${2:-$ram}" ]
