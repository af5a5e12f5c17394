#!/usr/bin/env bash
# Builds both images without a Docker engine, from bases made here, and runs what is in them: the server's as a user without rights on
# a read-only root, with a database of its own, until a message went through.
#
#   apt-get install buildah debootstrap caddy busybox      on Debian, as root
#   deploy/prove-images.sh [FOLDER]                        FOLDER keeps the base for the next time
#
# The bases are Debian with this machine's Node, and Caddy with BusyBox's wget, in the places where the official images have them.
set -euo pipefail
cd "$(dirname "$0")/.."

for program in buildah debootstrap caddy busybox; do
  command -v "$program" >/dev/null || { echo "Missing: $program" >&2; exit 1; }
done
if [ "$(id -u)" -ne 0 ]; then echo "This needs root." >&2; exit 1; fi

work=$(mkdir -p "${1:-/var/tmp/oschat-images}" && cd "${1:-/var/tmp/oschat-images}" && pwd)
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
export CONTAINERS_STORAGE_CONF="$work/storage.conf"
printf '[storage]\ndriver = "vfs"\ngraphroot = "%s"\nrunroot = "%s"\n' "$work/graph" "$work/run" >"$CONTAINERS_STORAGE_CONF"

# Where the way to the package registry leads through an authority of this network's own.
knows_an_authority() {
  [ -r "${NODE_EXTRA_CA_CERTS:-}" ]
}

make_bases() {
  if [ ! -e "$work/debian/etc/debian_version" ]; then
    rm -rf "$work/debian"
    debootstrap --variant=minbase "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$work/debian"
  fi
  local container
  container=$(buildah from scratch)
  buildah add --quiet "$container" "$work/debian" / >/dev/null
  buildah add --quiet "$container" "$(readlink -f "$(command -v caddy)")" /usr/bin/caddy >/dev/null
  buildah add --quiet "$container" "$(readlink -f "$(command -v busybox)")" /usr/bin/wget >/dev/null
  buildah commit --quiet "$container" oschat-proof/caddy >/dev/null
  buildah rm "$container" >/dev/null
  container=$(buildah from scratch)
  buildah add --quiet "$container" "$work/debian" / >/dev/null
  buildah add --quiet "$container" "$(readlink -f "$(command -v node)")" /usr/local/bin/node >/dev/null
  buildah add --quiet "$container" "$(npm root --global)/npm" /usr/local/lib/node_modules/npm >/dev/null
  buildah run "$container" -- ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
  if knows_an_authority; then buildah config --env NODE_EXTRA_CA_CERTS=/run/ca.crt "$container"; fi
  buildah commit --quiet "$container" oschat-proof/node >/dev/null
  buildah rm "$container" >/dev/null
}

# build NAME DOCKERFILE: with this machine's way to the package registry.
build() {
  local way=()
  [ -r "$HOME/.npmrc" ] && way+=(--secret "id=npmrc,src=$HOME/.npmrc")
  knows_an_authority && way+=(--volume "$NODE_EXTRA_CA_CERTS:/run/ca.crt:ro")
  buildah build --quiet --format docker --file "$2" --tag "$1" "${way[@]}" \
    --build-arg NODE_IMAGE=localhost/oschat-proof/node --build-arg CADDY_IMAGE=localhost/oschat-proof/caddy . >/dev/null
}

# Makes the image's content a read-only folder, calls "$@" with it, and removes it again.
with_content() {
  local image=$1 container root code=0
  shift
  container=$(buildah from "$image")
  root=$(mktemp -d)
  mount --bind "$(buildah mount "$container")" "$root"
  mount -o remount,ro,bind "$root"
  "$@" "$root" || code=$?
  umount --recursive "$root"
  rmdir "$root"
  buildah rm "$container" >/dev/null
  return "$code"
}

size() {
  du -sm --apparent-size "$@" | awk '{ sum += $1 } END { print sum " MB" }'
}

look_at_server() {
  local root=$1
  echo "  server: $(size "$root/oschat") of its own ($(size "$root/oschat/node_modules") dependencies, $(size "$root/oschat/apps/web/out") web app); Node $(size "$root/usr/local/bin/node")"
  for absent in npm npx yarn tsc esbuild; do
    if find "$root/usr/local/bin" "$root/oschat/node_modules/.bin" -name "$absent" 2>/dev/null | grep -q .; then
      echo "  $absent is in the image" >&2
      return 1
    fi
  done
  node --import tsx tests/images/try-server.ts "$root" "$(buildah inspect --type image oschat-proof/server)"
}

look_at_web() {
  local root=$1 port=18080 file
  echo "  web: $(size "$root/srv") of its own"
  mount -t tmpfs -o uid=10001,gid=10001,mode=0700 tmpfs "$root/data"
  file=$(cd "$root/srv" && find _next/static -name "*.js" | head -n 1)
  # There is no name "localhost" in there, where Caddy would listen for commands.
  printf '{\n\tadmin 127.0.0.1:2019\n}\nimport /etc/caddy/Caddyfile\n' >"$root/data/Caddyfile"
  chroot --userspec=10001:10001 "$root" /usr/bin/env XDG_DATA_HOME=/data DOMAIN="http://127.0.0.1:$port" \
    caddy run --config /data/Caddyfile --adapter caddyfile 2>/dev/null &
  local caddy=$! code=0
  curl --retry 50 --retry-connrefused --retry-delay 1 --max-time 60 --silent --fail --output /dev/null "http://127.0.0.1:$port/$file" || code=$?
  [ "$code" -eq 0 ] && is_healthy "$root" || code=$?
  kill "$caddy" && wait "$caddy" || true
  [ "$code" -eq 0 ] || return "$code"
  echo "  serves /$file as 10001, on a read-only root, and says that it is healthy"
  if is_healthy "$root" 2>/dev/null; then echo "still healthy without Caddy" >&2 && return 1; fi
}

# The check that the web image carries, as an engine runs it.
is_healthy() {
  local check=()
  mapfile -t check < <(buildah inspect --type image oschat-proof/web |
    node -e 'JSON.parse(require("fs").readFileSync(0)).Docker.config.Healthcheck.Test.slice(1).forEach((word) => console.log(word))')
  chroot --userspec=10001:10001 "$1" "${check[@]}"
}

make_bases
build oschat-proof/server apps/server/Dockerfile
with_content oschat-proof/server look_at_server
build oschat-proof/web apps/web/Dockerfile
with_content oschat-proof/web look_at_web
buildah images --format '  {{.Name}}: {{.Size}}' | grep oschat-proof
