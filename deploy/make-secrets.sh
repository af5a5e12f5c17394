#!/bin/sh
# Makes the secrets of an installation on its first start, each a file of its own; what exists stays as it is.
#
#   make-secrets.sh FOLDER [OWNER]     OWNER: who alone may read what only the server needs
set -eu
umask 022
folder=$1

random() {
  od -An -tx1 -N32 /dev/urandom | tr -d ' \n'
}

# keep NAME VALUE MODE [OWNER]: complete or not at all, whenever it is interrupted.
keep() {
  rm -f "$folder/.$1"
  printf '%s' "$2" >"$folder/.$1"
  chmod "$3" "$folder/.$1"
  if [ -n "${4:-}" ]; then chown "$4" "$folder/.$1"; fi
  mv -f "$folder/.$1" "$folder/$1"
}

if [ ! -s "$folder/database-password" ]; then keep database-password "$(random)" 0444; fi
keep database-url "postgres://oschat:$(cat "$folder/database-password")@database:5432/oschat" 0444
# Looked for by its name: when it belongs to another, its content cannot be seen from here.
if [ ! -e "$folder/jwt-secret" ]; then keep jwt-secret "$(random)$(random)" 0400 "${2:-}"; fi
