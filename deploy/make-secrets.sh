#!/bin/sh
# Makes the secrets that compose.yaml hands over as files; what is there is kept.
set -eu
folder="$(dirname "$0")/secrets"
mkdir -p "$folder"
chmod 700 "$folder"
for name in database_password replication_password lomma_secret metrics_token; do
  [ -s "$folder/$name" ] || head -c 36 /dev/urandom | base64 | tr -d '\n/+=' >"$folder/$name"
  chmod 444 "$folder/$name"
done
