#!/usr/bin/env bash
# System packages, installed only where they are missing.
#   tools/deps.sh        what `./dev run` needs: PostGIS, Python's venv
#   tools/deps.sh test   what `./dev test` needs besides: Debian's chromium
set -euo pipefail

want_tests=${1:-}
has_postgis() { compgen -G '/usr/share/postgresql/*/extension/postgis.control' >/dev/null; }
has_venv() { python3 -c 'import venv, ensurepip' 2>/dev/null; }
has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null; }

packages=()
has_venv || packages+=(python3 python3-venv)
has_postgis || packages+=(postgis)             # replaced by the versioned name below
if [ "$want_tests" = test ]; then has_chromium || packages+=(chromium fonts-dejavu-core); fi
[ ${#packages[@]} -gt 0 ] || exit 0

command -v apt-get >/dev/null || {
  echo "Install PostgreSQL with PostGIS and python3 with venv (missing here: ${packages[*]}), then run this again." >&2
  exit 1
}
sudo=
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "Missing: ${packages[*]}. Run once as root: $0 $want_tests" >&2; exit 1; }
  sudo=sudo
fi
apt() { $sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"; }

echo "Installing system packages: ${packages[*]}"
apt update -qq
if ! has_postgis; then
  server=$(apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' | awk '{print $1}' | sort -V | tail -1)
  [ -n "$server" ] || { echo "No postgresql-*-postgis-3 package is known to apt (on Ubuntu: enable 'universe')." >&2; exit 1; }
  packages=("${packages[@]/#postgis/$server}")
  # Debian would create and start a server on port 5432, which nobody here asked for.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    $sudo mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
fi
apt install -y -qq --no-install-recommends ca-certificates "${packages[@]}" >/dev/null
has_postgis && has_venv
