# A photographer's hands, for the scripts that try a package: a display of its own, the window, keys and the pointer.
# POSIX sh; sourced after lib.sh, not run. The places are those in a window of 1280 × 800; that a press did what it should
# is seen in the files, never in the picture.
_drop=${CATCHLIGHT_SHARED:-$PWD/../shared}/tools/xdnd-drop

# display_on FOLDER [SIZE]: starts an X server and makes it the display of what follows; $server is its process.
display_on() {
	{ have Xvfb && have xdotool && have import && have convert; } || apt_install xvfb xdotool imagemagick ||
		die "Xvfb, xdotool or ImageMagick is missing"
	Xvfb -displayfd 3 -screen 0 "${2:-1280x800}x24" -nolisten tcp -noreset 3>"$1/display" 2>/dev/null &
	server=$!
	while [ ! -s "$1/display" ]; do sleep .2; done
	DISPLAY=:$(cat "$1/display") LIBGL_ALWAYS_SOFTWARE=1 XDG_SESSION_TYPE=x11
	export DISPLAY LIBGL_ALWAYS_SOFTWARE XDG_SESSION_TYPE
	unset WAYLAND_DISPLAY
}

# window_shown NAME [MESSAGES]: waits for a window of that name and gives it the keyboard; $shown is its number, $left
# and $top are where it is. MESSAGES is a file with what its program says.
window_shown() {
	_tries=0
	until shown=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | head -n 1) && [ -n "$shown" ]; do
		_tries=$((_tries + 1))
		[ $_tries -lt 180 ] || { [ -z "${2:-}" ] || cat "$2" >&2; die "no window called $1 opens"; }
		sleep 1
	done
	still
	_place=$(xdotool getwindowgeometry --shell "$shown")
	left=$(printf '%s\n' "$_place" | sed -n 's/^X=//p') top=$(printf '%s\n' "$_place" | sed -n 's/^Y=//p')
	size=$(printf '%s\n' "$_place" | sed -n 's/^WIDTH=//p')x$(printf '%s\n' "$_place" | sed -n 's/^HEIGHT=//p')
	xdotool windowfocus "$shown"
}

# window_gone NAME: waits until there is none.
window_gone() {
	_tries=0
	while xdotool search --onlyvisible --name "$1" >/dev/null 2>&1; do
		_tries=$((_tries + 1))
		[ $_tries -lt 60 ] || die "the window called $1 does not close"
		sleep 1
	done
}

# still waits until nothing on the display has changed for three seconds, at most for a minute or two (a cursor blinks).
still() {
	_before='' _tries=0
	while sleep 3 && _now=$(import -window root rgb:- | sha256sum) && [ "$_now" != "$_before" ] && [ $_tries -lt 25 ]; do
		_before=$_now _tries=$((_tries + 1))
	done
}

# picture FILE: what the window shows, small enough for a page of the guide.
picture() {
	still
	import -window root -crop "$size+$left+$top" png:- | convert png:- +repage -strip -resize "960x>" +dither -colors 128 -define png:compression-level=9 "$1"
	[ "$(wc -c <"$1")" -le 150000 ] || die "$1 is larger than a page of the guide should load"
}

press() { xdotool key --delay 60 "$@" && sleep 1; }
click() { xdotool mousemove $((left + $1)) $((top + $2)) sleep .3 click 1 sleep 1; }

# drop PATH: as a file manager drops it, where the tool for it is; otherwise 1.
drop() {
	[ -x "$_drop" ] && "$_drop" "$shown" 640 400 "$1" || return 1
	still
}

# told FOLDER WORD reports whether every JPEG of the folder has the keyword in IPTC and XMP, by exiftool.
told() { [ "$(exiftool -q -q -if "\$IPTC:Keywords =~ /\\b$2\\b/ and \$XMP-dc:Subject =~ /\\b$2\\b/" -p '$FileName' "$1" | wc -l)" = "$(ls "$1" | grep -c 'jpg$')" ]; }

# tag_by_hand WORD: accepts what is strongly suggested on all photos, and types a word on them.
tag_by_hand() {
	click 1136 744 # Skip the tour
	click 700 180
	press Escape ctrl+a
	press shift+a
	press ctrl+a k
	xdotool type --delay 60 -- "$1"
	press Return
	press Escape
}

# write_by_hand FOLDER WORD: presses Write until all photos have the word.
write_by_hand() {
	press Return
	_tries=0
	until told "$1" "$2"; do
		_tries=$((_tries + 1))
		[ $_tries -lt 30 ] || die "the window wrote no keywords (exiftool: $(exiftool -q -p '$FileName: $Keywords' "$1"))"
		sleep 1
	done
}

# undo_by_hand FOLDER SUMS: presses "Undo this write", which stands behind the text of the result, until the files are
# what they were.
undo_by_hand() {
	for _x in 260 290 320 350 380 410 440 230; do
		click $_x 784
		sleep 2
		[ "$(sums "$1")" != "$2" ] || return 0
	done
	die "the window did not give the photos back"
}

# sums FOLDER: its files and their hashes.
sums() { (cd "$1" && find . -type f -exec sha256sum {} + | sort -k2); }
