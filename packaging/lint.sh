#!/bin/sh
# Runs golangci-lint (see .golangci.yml) and, over the whole program, actionlint over the workflows and
# govulncheck; all are built once by Go into the user's cache. govulncheck compares the program with the public list of known
# vulnerabilities, and needs the network for that: where the list cannot be had, that is said.
#
#   CATCHLIGHT_TAGS=… packaging/lint.sh run|fmt [PACKAGE OR FILE]…
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

# built MODULE VERSION: a tool of that version, as $tool.
built() {
	_name=${1##*/}
	tool=$(cache)/tools/$_name-$2/$_name
	[ ! -x "$tool" ] || return 0
	say "building $_name $2 (once, up to a few minutes)"
	GOBIN=$(dirname "$tool") GOFLAGS='' quietly go install "$1@v$2" || die "$_name could not be built (see above)"
}

# vulnerabilities: fails when the program calls what is known to be vulnerable. VULNERABILITY_LIST may
# name a copy of the list, a URL; https and file are known.
vulnerabilities() {
	built golang.org/x/vuln/cmd/govulncheck 1.9.0
	_log=$(mktemp)
	_status=0
	"$tool" -db "${VULNERABILITY_LIST:-https://vuln.go.dev}" -tags "$CATCHLIGHT_TAGS" ./... >"$_log" 2>&1 || _status=$?
	_said=$(cat "$_log")
	rm -f "$_log"
	case $_said in
	*"fetching vulnerabilities"*)
		_why="the list of known vulnerabilities cannot be reached: NOT checked, see https://vuln.go.dev"
		[ -z "${GITHUB_ACTIONS:-}" ] || die "$_why" # there it can always be reached: nothing is let through unchecked
		say "$_why"
		;;
	*) [ "$_status" = 0 ] || { printf '%s\n' "$_said" >&2; die "govulncheck found something (see above)"; } ;;
	esac
}

what=$1
shift
whole=
[ $# -gt 0 ] || { whole=yes; set -- ./...; }
built github.com/golangci/golangci-lint/v2/cmd/golangci-lint 2.15.0
case $what in
run)
	"$tool" run --build-tags "$CATCHLIGHT_TAGS" "$@"
	[ -n "$whole" ] || exit 0
	built github.com/rhysd/actionlint/cmd/actionlint 1.7.7
	"$tool" -shellcheck= -pyflakes=
	vulnerabilities
	;;
fmt) exec "$tool" fmt "$@" ;;
esac
