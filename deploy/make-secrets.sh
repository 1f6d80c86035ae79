#!/bin/sh
# Makes what is missing of the secrets that compose.yaml hands to its containers; keeps what is there. The files can be
# read by every user, as containers run as several, but the folder lets only its owner in.
set -eu
cd "$(dirname "$0")"
umask 022
mkdir -p secrets
chmod 700 secrets
cd secrets

word() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
make() { [ -s "$1" ] || printf '%s\n' "$2" >"$1"; }

make secret "$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
make sms_webhook_secret "whsec_$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
make mongo_key "$(head -c 96 /dev/urandom | base64 | tr -d '\n')"
make mongo_root_password "$(word)"
make mongodb_url "mongodb://linggong:$(word)@mongo:27017/linggong?replicaSet=rs0"
if [ ! -s valkey_conf ] || [ ! -s redis_url ]; then
  password=$(word)
  printf 'requirepass %s\nsave ""\nappendonly no\nmaxmemory 512mb\nmaxmemory-policy noeviction\n' "$password" >valkey_conf
  printf 'redis://:%s@valkey:6379\n' "$password" >redis_url
fi
