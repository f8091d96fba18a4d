#!/bin/sh
# Make the Word files of this folder again; needs LibreOffice (soffice).
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
soffice "-env:UserInstallation=file://$profile" --headless --convert-to docx leaflet.fodt review.fodt
soffice "-env:UserInstallation=file://$profile" --headless --writer --convert-to "docx:MS Word 2007 XML" page.html
