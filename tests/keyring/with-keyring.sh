#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Haven authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-keyring.sh COMMAND…: runs a command beside an unlocked keyring daemon, on a bus and in folders of its own.
set -eu

if [ -z "${HAVEN_TEST_KEYRING:-}" ]; then
  command -v gnome-keyring-daemon >/dev/null || exec "$@"
  HAVEN_TEST_KEYRING=1
  export HAVEN_TEST_KEYRING
  exec dbus-run-session -- "$0" "$@"
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/haven-keyring.XXXXXX")
daemon=
finish () {
  [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

XDG_DATA_HOME=$folder/data
XDG_RUNTIME_DIR=$folder/runtime
HOME=$folder
export XDG_DATA_HOME XDG_RUNTIME_DIR HOME
mkdir -m 700 "$XDG_RUNTIME_DIR"
# An empty password would make the daemon ask a prompter that is not there.
printf 'test password' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
daemon=$!
gdbus wait --session --timeout 20 org.freedesktop.secrets
status=0
"$@" || status=$?
exit "$status"
