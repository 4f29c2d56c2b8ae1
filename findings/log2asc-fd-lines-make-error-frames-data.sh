#!/usr/bin/env bash
# can-utils 2020.11.0 (and its newest source): log2asc -f writes an error frame as a data frame.
#
# `-f` ("use CANFD format also for Classic CAN") exists for tools that want one layout for all lines. Without it an error frame becomes
# `ErrorFrame`; with it the class of the error becomes an identifier, and its description eight bytes of data. asc2log of the same package
# then gives a frame of identifier 0x004 that no unit ever sent, and in the trace of a bus in trouble there are many of them. `-x` of newer
# versions does the same.
#
# Seen: `can0 20000004#0008000000600000` comes back as `can0 004#0008000000600000`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download can-utils 2>/dev/null >/dev/null
dpkg-deb -x can-utils_*.deb tools
printf '(1700000000.000000) can0 20000004#0008000000600000\n(1700000000.100000) can0 123#11\n' >drive.log
tools/usr/bin/log2asc -I drive.log -O plain.asc can0
tools/usr/bin/log2asc -f -I drive.log -O fd.asc can0
grep -q 'ErrorFrame' plain.asc
grep -c 'ErrorFrame' fd.asc && exit 1
tools/usr/bin/asc2log -I fd.asc | tee back.log
grep -q 'can0 004#0008000000600000' back.log
