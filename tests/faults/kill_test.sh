# Fifty kills of trainings and builds.
set -eu
command -v python3 >/dev/null 2>&1 || exit 77
exec "$HOLDEM_ROOT/tests/faults/kill"
