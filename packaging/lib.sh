# What the set-up scripts share. POSIX sh; sourced, not run. Every message goes to stderr: stdout is for results.

say() { printf 'catchlight: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# platform: the system as the scripts name it: linux, darwin or windows.
platform() {
	case $(uname -s) in
	Linux) echo linux ;;
	Darwin) echo darwin ;;
	MINGW* | MSYS* | CYGWIN*) echo windows ;;
	*) die "$(uname -s) is not supported: Linux, macOS and Windows (MSYS2) are" ;;
	esac
}

# processor: the CPU as the scripts name it: x64 or arm64.
processor() {
	case $(uname -m) in
	x86_64 | amd64) echo x64 ;;
	aarch64 | arm64) echo arm64 ;;
	*) die "ONNX Runtime has no library for the processor $(uname -m): x86-64 and 64-bit ARM are supported" ;;
	esac
}

# cache: the folder that Go's os.UserCacheDir names, with /catchlight.
cache() {
	case $(platform) in
	linux) echo "${XDG_CACHE_HOME:-$HOME/.cache}/catchlight" ;;
	darwin) echo "$HOME/Library/Caches/catchlight" ;;
	windows) echo "$(cygpath -u "$LOCALAPPDATA")/catchlight" ;;
	esac
}

# quietly COMMAND…: runs it and shows its output only when it fails.
quietly() {
	_log=$(mktemp)
	if "$@" >"$_log" 2>&1 </dev/null; then
		rm -f "$_log"
		return 0
	fi
	tail -n 20 "$_log" >&2
	rm -f "$_log"
	return 1
}

# may_install: whether Debian's packages can be installed here without asking anybody for a password.
may_install() {
	have apt-get && have dpkg-query || return 1
	[ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }
}

# as_root COMMAND…
as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# apt_install PACKAGE…: the lists are fetched only when the packages cannot be had without. A fresh machine often installs
# its own updates meanwhile; five minutes are time for them to end.
apt_install() {
	_get="env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300"
	# shellcheck disable=SC2086 # words are wanted
	as_root $_get install --no-install-recommends "$@" >/dev/null 2>&1 </dev/null ||
		{ quietly as_root $_get update && quietly as_root $_get install --no-install-recommends "$@"; }
}
