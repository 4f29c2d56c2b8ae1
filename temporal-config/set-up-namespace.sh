#!/bin/sh
# Creates the namespace and the search attributes of search-attributes.yaml. Can be repeated. The local stack does the
# same with flags of `temporal server start-dev`. Needs TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
set -eu

# How long a finished workflow can be looked at in the Web UI: a workshop comes back to a drive weeks later.
retention=30d

# A new namespace takes some seconds until every part of the server knows it.
retry() {
  tries=30
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 2
  done
}

retry temporal operator cluster health
temporal operator namespace describe -n "$TEMPORAL_NAMESPACE" >/dev/null ||
  retry temporal operator namespace create -n "$TEMPORAL_NAMESPACE" --retention "$retention"

grep -v '^#' "$(dirname "$0")/search-attributes.yaml" | grep . | while IFS=': ' read -r name type; do
  # One that is there already with the same type is left as it is.
  retry temporal operator search-attribute create --name "$name" --type "$type" </dev/null
done
