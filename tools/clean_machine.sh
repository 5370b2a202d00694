#!/usr/bin/env bash
# Runs the two commands on a machine that has nothing: tools/clean_machine.sh [bookworm|trixie]
# A new Debian in a folder, entered with chroot and an empty environment; needs root and
# debootstrap. What was committed is tested. Its mounts and processes live in namespaces of
# their own, so nothing of it stays when this ends.
set -euo pipefail

suite=${1:-bookworm}
source=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
[ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null || { echo "needs root and debootstrap" >&2; exit 1; }

root=$(mktemp -d "${TMPDIR:-/tmp}/clean-machine.XXXXXX")
trap 'rm -rf --one-file-system "$root"' EXIT
chmod 755 "$root"
took() { echo "$suite: $1 took $(($(date +%s) - $2)) s"; }

# The archive that this machine's apt reads, whatever it is.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | awk '!/security/ && !found++')
began=$(date +%s)
debootstrap --variant=minbase "$suite" "$root" ${mirror:+"$mirror"} >"$root.log" 2>&1 || { tail "$root.log" >&2; exit 1; }
rm "$root.log"
took debootstrap "$began"

# How this machine reaches package registries: proxies, certificates, mirrors. Nothing where none is set.
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
for part in apt.conf apt.conf.d auth.conf.d; do
  [ ! -e "/etc/apt/$part" ] || cp -r "/etc/apt/$part" "$root/etc/apt/"
done
certificates=/usr/local/share/clean-machine.pem
cp -L "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$root$certificates"
environment=(
  HOME=/root LANG=C.UTF-8 TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  SSL_CERT_FILE=$certificates PIP_CERT=$certificates NODE_EXTRA_CA_CERTS=$certificates
)
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY OPENBLAS_CORETYPE OPENBLAS_L2_SIZE; do
  [ -z "${!name:-}" ] || environment+=("$name=${!name}")
done
index=$(python3 -m pip config get global.index-url 2>/dev/null || true)
[ -z "$index" ] || environment+=("PIP_INDEX_URL=$index" "UV_DEFAULT_INDEX=$index")
registry=$(npm config get registry 2>/dev/null || true)
[ -z "$registry" ] || environment+=("NPM_CONFIG_REGISTRY=$registry")

git clone -q --no-hardlinks "$source" "$root/srv/omraadekortet"

cat >"$root/both-commands" <<'BOTH'
set -eu
mount -t proc proc /proc
mount -t tmpfs -o mode=1777 shm /dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts /dev/pts
ln -sf pts/ptmx /dev/ptmx
cd /srv/omraadekortet
seconds() { echo "$suite: $1 took $(($(date +%s) - $2)) s"; }
for which in first second; do
  began=$(date +%s)
  : >/tmp/run.log
  ./dev run >>/tmp/run.log 2>&1 & run=$!
  until grep -q '^Områdekortet: http' /tmp/run.log; do
    kill -0 $run || { cat /tmp/run.log; exit 1; }
    sleep 0.1
  done
  seconds "the $which ./dev run, until it answers," "$began"
  cat /tmp/run.log
  python3 -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:8000/").status, "from /")'
  kill -TERM $run
  wait $run
done
began=$(date +%s)
status=0
./dev test || status=$?
seconds "./dev test" "$began"
for process in /proc/[0-9]*; do
  case $(readlink "$process/exe") in */postgres | *python* | *chromium*) echo "left behind: $(tr '\0' ' ' <"$process/cmdline")"; status=1 ;; esac
done
exit $status
BOTH
# Bound to itself, the folder is a mount point: so is / inside, as on a machine.
unshare --mount --pid --fork --kill-child bash -c 'mount --bind "$0" "$0" && exec env -i "$@"' \
  "$root" "${environment[@]}" suite="$suite" chroot "$root" /bin/bash /both-commands
