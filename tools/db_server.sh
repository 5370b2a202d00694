#!/usr/bin/env bash
# PostgreSQL with PostGIS for docker-compose.yml: the cluster in PGDATA, which listens on the
# compose network and asks for POSTGRES_PASSWORD. Without Docker devdb.py needs neither.
set -euo pipefail

tools=$(dirname "$(readlink -f "$0")")
version=$(cat "$PGDATA/PG_VERSION" 2>/dev/null || ls /usr/lib/postgresql | sort -V | tail -1)
bin=/usr/lib/postgresql/$version/bin
[ -x "$bin/postgres" ] || { echo "PGDATA was made by PostgreSQL $version, which is not installed here: see 'Upgrade' in docs/operations.md" >&2; exit 1; }
sockets=$(mktemp -d)

# Made beside its place and then renamed: a first start that was cut short begins anew.
if [ ! -e "$PGDATA" ]; then
  : "${POSTGRES_PASSWORD:?the first start needs it}"
  new=$PGDATA.new
  rm -rf "$new"
  "$bin/initdb" -D "$new" -E UTF8 --locale=C.UTF-8 --data-checksums --no-instructions \
    --auth-local=peer --auth-host=scram-sha-256
  echo "host omraadekortet omraadekortet all scram-sha-256" >>"$new/pg_hba.conf"
  python3 "$tools/devdb.py" settings >>"$new/postgresql.conf"
  "$bin/pg_ctl" -D "$new" -w -o "-k $sockets" start
  # The account of the web server owns its database, and is no superuser.
  "$bin/psql" -Xq -v ON_ERROR_STOP=1 -h "$sockets" -d postgres <<'SQL'
\getenv password POSTGRES_PASSWORD
CREATE ROLE omraadekortet LOGIN PASSWORD :'password';
CREATE DATABASE omraadekortet OWNER omraadekortet TEMPLATE template0;
\connect omraadekortet
CREATE EXTENSION postgis;
SQL
  "$bin/pg_ctl" -D "$new" -w stop
  mv "$new" "$PGDATA"
fi
exec "$bin/postgres" -D "$PGDATA" -k "$sockets" -c listen_addresses='*' "$@"
