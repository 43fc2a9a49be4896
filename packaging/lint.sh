#!/bin/sh
# Runs golangci-lint (see .golangci.yml) and, over the whole program, govulncheck; both are built once
# by Go into the user's cache. govulncheck compares the program with the public list of known
# vulnerabilities, and needs the network for that: where the list cannot be had, that is said.
#
#   CATCHLIGHT_TAGS=… packaging/lint.sh run|fmt [PACKAGE OR FILE]…
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

version=2.15.0
tool=$(cache)/tools/golangci-lint-$version/golangci-lint
if [ ! -x "$tool" ]; then
	say "building golangci-lint $version (once, a few minutes)"
	GOBIN=$(dirname "$tool") GOFLAGS= quietly go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v$version" ||
		die "golangci-lint could not be built (see above)"
fi

# vulnerabilities: fails when the program calls what is known to be vulnerable. VULNERABILITY_LIST may
# name a copy of the list, a URL; https and file are known.
vulnerabilities() {
	_version=1.9.0
	_tool=$(cache)/tools/govulncheck-$_version/govulncheck
	if [ ! -x "$_tool" ]; then
		say "building govulncheck $_version (once)"
		GOBIN=$(dirname "$_tool") GOFLAGS= quietly go install "golang.org/x/vuln/cmd/govulncheck@v$_version" ||
			die "govulncheck could not be built (see above)"
	fi
	_log=$(mktemp)
	_status=0
	"$_tool" -db "${VULNERABILITY_LIST:-https://vuln.go.dev}" -tags "$CATCHLIGHT_TAGS" ./... >"$_log" 2>&1 || _status=$?
	_said=$(cat "$_log")
	rm -f "$_log"
	case $_said in
	*"fetching vulnerabilities"*) say "the list of known vulnerabilities cannot be reached: NOT checked, see https://vuln.go.dev" ;;
	*) [ "$_status" = 0 ] || { printf '%s\n' "$_said" >&2; die "govulncheck found something (see above)"; } ;;
	esac
}

what=$1
shift
whole=
[ $# -gt 0 ] || { whole=yes; set -- ./...; }
case $what in
run)
	"$tool" run --build-tags "$CATCHLIGHT_TAGS" "$@"
	[ -z "$whole" ] || vulnerabilities
	;;
fmt) exec "$tool" fmt "$@" ;;
esac
