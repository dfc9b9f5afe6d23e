#!/bin/sh
# The first start copies the primary; from then on its log is followed. Promotion: docs/DEPLOYMENT.md
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  PGPASSWORD="$(cat /run/secrets/replication_password)"
  export PGPASSWORD
  until pg_basebackup -h primary -U replica -D "$PGDATA" -R -S replica -X stream -c fast; do
    rm -rf "${PGDATA:?}"/*
    sleep 2
  done
fi
exec postgres -c hot_standby=on
