#!/bin/sh
# A server that starts in a millisecond or two: answers every request as if it were initialize.
while IFS= read -r line; do
  case "$line" in
  *'"id":'*)
    id=${line#*'"id":'}
    id=${id%%[!0-9]*}
    printf '{"jsonrpc":"2.0","id":%s,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"quick","version":"1"}}}\n' "$id"
    ;;
  esac
done
