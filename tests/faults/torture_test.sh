# A sample of the faults that tests/faults/run can make, another part of them each day.
set -eu
command -v python3 >/dev/null 2>&1 || exit 77
exec "$HOLDEM_ROOT/tests/faults/run"
