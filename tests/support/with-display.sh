#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh [--size WxH] COMMAND…
# Runs a command on a virtual display and a session bus of its own, and ends both with it.
set -eu

size=1400x900
if [ "$1" = --size ]; then
  size=$2
  shift 2
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/haven-display.XXXXXX")
display_pid=
finish () {
  [ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null || true
  [ -z "$display_pid" ] || wait "$display_pid" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Xvfb writes the number of the display that it found free into the pipe, and closes it: no guessing, no waiting.
mkfifo "$folder/number"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3>"$folder/number" >"$folder/log" 2>&1 &
display_pid=$!
read -r number <"$folder/number" || {
  echo "with-display.sh: the virtual display did not start:" >&2
  cat "$folder/log" >&2
  exit 1
}

mkdir -m 700 "$folder/runtime"
DISPLAY=:$number
XDG_RUNTIME_DIR=$folder/runtime
XDG_CONFIG_HOME=$folder/config
XDG_DATA_HOME=$folder/data
XDG_CACHE_HOME=${XDG_CACHE_HOME:-$folder/cache}
GDK_BACKEND=x11
HAVEN_PRIVATE_DISPLAY=1
export DISPLAY XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME GDK_BACKEND HAVEN_PRIVATE_DISPLAY
unset WAYLAND_DISPLAY

# The bus starts after the display, so that what it activates (accessibility, keyring) finds it. What the bus and its
# services say about themselves goes into a file: HAVEN_DISPLAY_LOG names one that stays.
log=${HAVEN_DISPLAY_LOG:-$folder/bus-log}
printf '#!/bin/sh\nexec dbus-daemon "$@" >>"%s" 2>&1\n' "$log" >"$folder/bus"
chmod 700 "$folder/bus"
status=0
dbus-run-session --dbus-daemon="$folder/bus" -- "$@" || status=$?
exit "$status"
