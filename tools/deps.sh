#!/usr/bin/env bash
# System packages, installed only where they are missing.
#   tools/deps.sh        what `./dev run` needs: Python's venv, and PostGIS unless DATABASE_URL is set
#   tools/deps.sh test   what `./dev test` needs besides: chromium and its driver's library, gettext to
#                        find the texts in the code; and QGIS where apt has it and may install it,
#                        for tests that else skip
set -euo pipefail

for_tests=${1:-}
fail() { echo "omraadekortet: $*" >&2; exit 1; }
apt() { ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"; }

has_venv() { python3 -c 'import venv, ensurepip' 2>/dev/null; }
has_postgis() { [ -n "${DATABASE_URL:-}" ] || compgen -G '/usr/share/postgresql/*/extension/postgis.control' >/dev/null; }
has_chromium() { [ "$for_tests" != test ] || command -v chromium >/dev/null; }
# The browser's driver is a program of its own that wants this library; Debian 12 may lack it.
has_libatomic() { [ "$for_tests" != test ] || compgen -G '/usr/lib/*/libatomic.so.1' >/dev/null; }
has_gettext() { [ "$for_tests" != test ] || command -v xgettext >/dev/null; }
# In Debian's own Python, unless OMRAADE_QGIS names another.
has_qgis() { [ "$for_tests" != test ] || [ -n "${OMRAADE_QGIS:-}" ] || [ -e /usr/lib/python3/dist-packages/qgis/core/__init__.py ]; }
without_qgis() { echo "· No QGIS ($1): its tests skip"; }

missing=()
has_venv || missing+=(python3 python3-venv)
has_postgis || missing+=(PostGIS)
has_chromium || missing+=(chromium)
has_libatomic || missing+=(libatomic1)
has_gettext || missing+=(gettext)

qgis_alone() {
  command -v apt-get >/dev/null || { without_qgis "there is no apt"; return; }
  sudo=()
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || { without_qgis "installing it needs root"; return; }
    sudo=(sudo -n)
  fi
  local log
  log=$(mktemp)
  apt-cache show --no-all-versions python3-qgis >"$log" 2>&1 || apt update -qq >"$log" 2>&1 || true
  echo "· System packages: QGIS, for its tests"
  apt install -y -qq --no-install-recommends python3-qgis qgis-providers >"$log" 2>&1 ||
    without_qgis "apt could not install it: $(tail -1 "$log")"
  rm "$log"
}

if [ ${#missing[@]} = 0 ]; then
  has_qgis || qgis_alone
  exit 0
fi

command -v apt-get >/dev/null ||
  fail "missing: ${missing[*]}. There is no apt here: install PostgreSQL with PostGIS 3, Python 3.11 with venv (and chromium for the tests), then run this again."
sudo=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || fail "missing: ${missing[*]}. There is no sudo here: run once as root: $(readlink -f "$0") $for_tests"
  sudo=(sudo)
fi

echo "· System packages: ${missing[*]}"
apt update -qq || fail "apt cannot fetch its lists: is the network there?"

# Debian names the package after the server's version; Ubuntu's chromium is only a pointer to a snap.
packages=(ca-certificates)
for one in "${missing[@]}"; do
  case $one in
    PostGIS)
      name=$(apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' | awk '{print $1}' | sort -V | tail -1)
      [ -n "$name" ] || fail "apt knows no postgresql-*-postgis-3 package (on Ubuntu: enable 'universe')."
      packages+=("$name")
      ;;
    chromium)
      # (Not grep -q: it would leave early, and apt-cache's broken pipe would count as a failure.)
      apt-cache show --no-all-versions chromium 2>/dev/null | grep -i '^Maintainer:.*debian' >/dev/null ||
        fail "apt has no chromium of Debian's. Put a program named 'chromium' on PATH (on Ubuntu: snap install chromium), then run this again."
      packages+=(chromium fonts-dejavu-core)
      ;;
    *) packages+=("$one") ;;
  esac
done

# Debian would create and start a server on port 5432, which nobody here asked for.
if ! has_postgis && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  ${sudo[@]+"${sudo[@]}"} mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' | ${sudo[@]+"${sudo[@]}"} tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
log=$(mktemp)
apt install -y -qq --no-install-recommends "${packages[@]}" >"$log" 2>&1 || { cat "$log" >&2; fail "apt could not install ${packages[*]}."; }
rm "$log"
if ! has_venv || ! has_postgis || ! has_chromium || ! has_libatomic || ! has_gettext; then
  fail "installed ${packages[*]}, yet something is still missing of: ${missing[*]} (is another python3 first on PATH?)."
fi
has_qgis || qgis_alone
