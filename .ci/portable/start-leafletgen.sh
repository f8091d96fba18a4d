#!/bin/sh
# Starts leafletgen's clinic: finds a Python that it was packed for, and leaves the rest to start.py.
here=$(cd -- "$(dirname -- "$0")" && pwd) || exit 3
versions="3.14 3.13 3.12 3.11"

fits() {
    "$1" -I -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] not in sys.argv[1].split())' "$versions" 2>/dev/null
}

for version in $versions ""; do
    python=$(command -v "python3${version#3}") || continue
    if fits "$python"; then
        exec "$python" -I "$here/start.py" "$@"
    fi
done

echo "leafletgen needs Python, and none of these versions is on this computer: $versions."
echo "Install one with the software centre of your system, or ask whoever looks after this computer."
echo "Then start this file again."
exit 3
