#!/bin/sh
# Tries the readers of foreign files with random input: every fuzz target of the packages named, one after the other,
# SECONDS_EACH seconds each (30). Says how many inputs each target got, and fails when one of them failed.
#
#   CATCHLIGHT_TAGS=… SECONDS_EACH=110 packaging/fuzz.sh [PACKAGE]…
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT
export LANG=C.UTF-8 LC_ALL=C.UTF-8
[ $# -gt 0 ] || set -- ./...

# An input that reached something new is made smaller by 20 trials, not for the minute that Go gives it: what the garbage
# collector and goroutines do counts as new, too, and a target would spend its whole time on the first such input.
fuzz() { # PACKAGE TARGET
	go test -tags "$CATCHLIGHT_TAGS" -run '^$' -fuzz "^$2\$" -fuzztime "${SECONDS_EACH:-30}s" -fuzzminimizetime 20x -parallel 1 "$1" \
		>"$log" 2>&1
}

inputs() { sed -n 's/.*execs: \([0-9]*\).*/\1/p' "$log" | tail -1; }

# Go ends a target that is in the middle of an input with this error and no input: the time was over, nothing failed.
ended() { grep -q '^ *context deadline exceeded$' "$log" && ! grep -q 'Failing input' "$log"; }

total=0 targets=0 failed=
for folder in $(go list -tags "$CATCHLIGHT_TAGS" -f '{{.Dir}}' "$@"); do
	package=.${folder#"$PWD"}
	for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p' "$folder"/*_test.go 2>/dev/null); do
		verdict=
		if ! fuzz "$package" "$target" && ! ended; then
			verdict=FAILED failed="$failed $package.$target"
			cat "$log"
		fi
		count=$(inputs)
		printf '%-50s %10d %s\n' "$package $target" "${count:-0}" "$verdict"
		total=$((total + ${count:-0})) targets=$((targets + 1))
	done
done
echo "$total inputs for $targets targets"
[ -z "$failed" ] || die "failed:$failed; the inputs are in testdata/fuzz beside the tests"
