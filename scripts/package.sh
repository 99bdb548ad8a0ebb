#!/usr/bin/env bash
# Makes what is installed: a Debian package, a tarball with install.sh, and their checksums.
#   scripts/package.sh [--version VERSION] [--output DIR] [--binary FILE]
# VERSION is by default what the binary says, DIR is .build/packages. Without --binary, build-release.sh builds it. The files
# depend only on the binary, the repository and SOURCE_DATE_EPOCH (default: the last commit's time). Prints their paths.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    echo "usage: package.sh [--version VERSION] [--output DIR] [--binary FILE]" >&2
    exit 64
}
version='' output=.build/packages binary=''
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case "$1" in
    --version) version=$2 ;;
    --output) output=$2 ;;
    --binary) binary=$2 ;;
    *) usage ;;
    esac
    shift 2
done

scripts/install-packages.sh dpkg-dev >&2
[ -n "$binary" ] || binary=$(scripts/build-release.sh dreambot | tee >(cat >&2) | tail -n 1)/dreambot
[ -n "$version" ] || version=$("$binary" --version)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || date +%s)}"
export SOURCE_DATE_EPOCH
umask 022
scratch=$(mktemp -d "${TMPDIR:-/tmp}/dreambot-package.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$output"
output=$(cd "$output" && pwd)

# MARK: The tarball

name=dreambot-$version-linux-$(uname -m)
tree=$scratch/$name
install -D -m 755 "$binary" "$tree/bin/dreambot"
cp -R contrib README.md CHANGELOG.md SECURITY.md LICENSE config.example.json "$tree/"
install -D -m 644 docs/operating.md "$tree/docs/operating.md"
rm -rf "$tree/contrib/debian"
install -m 755 scripts/install.sh "$tree/install.sh"
tar -C "$scratch" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$name" |
    gzip -n >"$output/$name.tar.gz"

# MARK: The Debian package

# Laid out as dpkg-shlibdeps wants it: debian/control, and the files beside it.
mkdir -p "$scratch/source/debian/dreambot/DEBIAN"
printf 'Source: dreambot\n\nPackage: dreambot\nArchitecture: any\n' >"$scratch/source/debian/control"
root=$scratch/source/debian/dreambot
DESTDIR=$root scripts/install.sh --prefix /usr --binary "$binary"
docs=$root/usr/share/doc/dreambot
maintainer="${DEBFULLNAME:-The dreambot contributors} <${DEBEMAIL:-maintainers@dreambot.invalid}>"
gzip -n -9 "$root/usr/share/man/man1/dreambot.1"
gzip -n -9 -c "$docs/CHANGELOG.md" >"$docs/changelog.gz"
{
    printf 'dreambot (%s-1) unstable; urgency=medium\n\n' "$version"
    printf '  * See changelog.gz for what has changed.\n\n'
    printf ' -- %s  %s\n' "$maintainer" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -n -9 >"$docs/changelog.Debian.gz"
rm "$docs/CHANGELOG.md" "$docs/LICENSE"
# The licence as a field: each line is indented, an empty one is a full stop.
awk -v copyright="$(sed -n 's/^Copyright (c) //p' LICENSE)" '
    FNR == NR { if (FNR > 4) text = text (length($0) ? " " $0 : " .") "\n"; next }
    $0 == "@LICENSE@" { printf "%s", text; next }
    { sub("@COPYRIGHT@", copyright); print }' LICENSE contrib/debian/copyright.in >"$docs/copyright"
chmod 644 "$docs"/*.gz "$docs/copyright"

depends=$(cd "$scratch/source" && dpkg-shlibdeps -O -edebian/dreambot/usr/bin/dreambot | sed -n 's/^shlibs:Depends=//p')
[ -n "$depends" ] || {
    echo "package.sh: dpkg-shlibdeps found no dependencies" >&2
    exit 70
}
architecture=$(dpkg --print-architecture)
sed -e "s/@VERSION@/$version-1/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@MAINTAINER@/$maintainer/" \
    -e "s/@SIZE@/$(du -k -s --apparent-size --exclude=DEBIAN "$root" | cut -f 1)/" -e "s/@DEPENDS@/$depends/" \
    contrib/debian/control.in >"$root/DEBIAN/control"
install -m 755 contrib/debian/postinst contrib/debian/prerm contrib/debian/postrm "$root/DEBIAN/"
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
deb=dreambot_$version-1_$architecture.deb
dpkg-deb --root-owner-group -Zxz -z"${DREAMBOT_DEB_LEVEL:-6}" --build "$root" "$output/$deb" >/dev/null

(cd "$output" && sha256sum "$name.tar.gz" "$deb" >"dreambot-$version.sha256")
printf '%s\n' "$output/$name.tar.gz" "$output/$deb" "$output/dreambot-$version.sha256"
