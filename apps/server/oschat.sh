#!/bin/sh
# The operator's commands inside the image: oschat help
exec node /oschat/apps/server/dist/cli/oschat.js "$@"
