# A Windows made of Wine for the scripts that try what build.sh has made: of its own, and gone afterwards.
# POSIX sh; sourced after lib.sh and byhand.sh from the project's folder, not run. What follows runs in $work.

have wine || apt_install wine || die "wine is missing: install it"
have exiftool || apt_install libimage-exiftool-perl || die "exiftool is missing"
root=$PWD
work=$(mktemp -d)
server=''
trap 'wineserver -k 2>/dev/null || :; [ -z "$server" ] || kill $server; rm -rf "$work"' EXIT
export WINEPREFIX="$work/wine" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' LC_ALL=C.UTF-8
drive=$WINEPREFIX/drive_c
program='' # catchlight.exe, as Wine is to start it; who sources this says which

# compiled FILE.c OPTION…: builds a helper of the trials.
compiled() {
	_source=$1
	shift
	_zig=$(ls "$(cache)"/tools/zig-*/ziglang/zig | tail -n 1) || die "zig is missing: run make package-windows"
	quietly "$_zig" cc -target x86_64-windows-gnu -Os -s "$root/packaging/windows/$_source" "$@" || die "$_source does not compile"
}

# wine_made makes it. Wine has Go's source of random bytes from version 9 on; before, a stub stands in.
wine_made() {
	say "making a Windows of Wine"
	quietly wine wineboot -u || die "Wine does not start"
	[ -f "$drive/windows/system32/bcryptprimitives.dll" ] ||
		compiled bcryptprimitives.c -shared -ladvapi32 -o "$drive/windows/system32/bcryptprimitives.dll"
	cd "$work"
	printf 'dog\ncat\ntree\nsky\n' >words.txt
}

# windows PATH: it as Windows names it, by Wine's drive for everything.
windows() { printf 'Z:%s' "$1" | tr / '\\'; }

# ends STATUS ARGUMENT…: the program ends with that status.
ends() {
	_want=$1 _got=0
	shift
	timeout 120 wine "$program" "$@" >out 2>messages || _got=$?
	[ "$_got" = "$_want" ] || { tail -n 5 out messages >&2; die "catchlight $* ended with $_got, not $_want"; }
}
says() { grep -q -- "$1" out messages || { cat out messages >&2; die "it does not say: $1"; }; }

# kept FOLDER: its files are those whose sums were noted, to the byte, and no others.
noted() { sums "$1" >"$1.sums"; }
kept() { [ "$(sums "$1")" = "$(cat "$1.sums")" ] || { sums "$1" | diff "$1.sums" - >&2 || :; die "the files of $1 are not as they were"; }; }

put() { # FOLDER NAME…: a photo under each name
	mkdir -p "$1"
	_folder=$1
	shift
	for _name in "$@"; do cp "$root/library/thumb/testdata/cat.jpg" "$_folder/$_name"; done
}
passed() { echo "passed: $*"; }
