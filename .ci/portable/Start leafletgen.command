#!/bin/sh
# Starts leafletgen's clinic: finds a Python that it was packed for, and leaves the rest to start.py.
here=$(cd -- "$(dirname -- "$0")" && pwd) || exit 3
versions="3.14 3.13 3.12 3.11"
PATH="$PATH:/usr/local/bin:/opt/homebrew/bin"
for version in $versions; do
    PATH="$PATH:/Library/Frameworks/Python.framework/Versions/$version/bin"
done

for version in $versions; do
    python=$(command -v "python$version") || continue
    if "$python" -I -c "" 2>/dev/null; then
        exec "$python" -I "$here/start.py" "$@"
    fi
done

# The python3 of /usr/bin is not asked: it is too old, or opens a window that offers the tools of developers.
echo "leafletgen needs Python, and none of these versions is on this Mac: $versions."
echo "Get one from your organisation's software portal, or from https://www.python.org/downloads/macos/."
echo "Then open this file again. You can close this window."
exit 3
