#!/bin/sh
# Says what is missing when nobody could sign in, before database and server are started. (Compose has no way to ask for one variable or another.)
set -eu
if [ -n "${GOOGLE_CLIENT_ID:-}${OIDC_CLIENT_ID:-}" ]; then exit 0; fi
cat >&2 <<'END'
Nobody could sign in. Write GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, or OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, into the
file .env beside docker-compose.yml. How to get them is in docs/operations/sign-in.md.
END
exit 1
