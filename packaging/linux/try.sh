#!/bin/sh
# Installs the .deb of build/packages in an empty Debian, uses it as a photographer would, and removes it again.
#
#   packaging/linux/try.sh [SUITE]     default: bookworm; needs root and debootstrap; from $MIRROR, or where this machine has its packages from
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

suite=${1:-bookworm}
[ "$(id -u)" = 0 ] || die "an empty Debian is made as root: run this with sudo"
have debootstrap || apt_install debootstrap || die "debootstrap is missing"
package=$(ls build/packages/catchlight_*.deb) || die "there is no package: run make package-linux"
root=$(mktemp -d)
trap 'umount "$root/proc" "$root/dev" 2>/dev/null || :; rm -rf --one-file-system "$root"' EXIT

say "making an empty Debian ($suite)"
quietly debootstrap --variant=minbase "$suite" "$root" "${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' | head -n 1)}"
mount -t proc proc "$root/proc" # the program finds the libraries beside it through /proc
mount --bind /dev "$root/dev"
mkdir "$root/photos"
cp "$package" "$root/tmp/"
cp library/thumb/testdata/*.jpg "$root/photos/"
before=$(cd "$root/photos" && sha256sum *.jpg)

# inside COMMAND…
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }

quietly inside apt-get install -y -q --no-install-recommends "/tmp/${package##*/}" || die "the package cannot be installed"
inside catchlight --version
inside catchlight tag --yes /photos
inside catchlight keywords list --json /photos | grep -q '"keywords":\["' || die "no keyword was written"
inside catchlight undo --last
[ "$before" = "$(cd "$root/photos" && sha256sum *.jpg)" ] || die "undo did not give the photos back"
inside ldd /usr/lib/catchlight/catchlight | grep -q 'not found' && die "a library is missing"
quietly inside apt-get remove -y -q catchlight
[ ! -e "$root/usr/lib/catchlight" ] || die "removing the package left files"
[ -f "$root/root/.local/share/catchlight/library.db" ] || die "removing the package took the library along"
say "installed, used and removed on $suite"
