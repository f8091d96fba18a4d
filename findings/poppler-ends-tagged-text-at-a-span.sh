#!/usr/bin/env bash
# Poppler 25.03.0 (pdfinfo -struct-text): what a paragraph says ends after the first Span inside it.
#
# A sequence of marked content may hold others that are no elements of their own: a Span with Lang for words in another
# language (ISO 32000-1, 14.9.2.2), one with ActualText for a soft hyphen or a ligature (14.9.4). Poppler keeps count of
# the sequences that it is inside of, of those with an MCID alone, yet takes one off at each end. The end of the Span is to
# it that of the paragraph, and all words after it are missing from the tree. pdftotext has them. Nothing is lost where the
# Span is an element with an MCID of its own and the paragraph has one piece before it and one after.
#
# Seen: of "Lift your arm ganz langsam and rest." with a Span for "ganz langsam", the last two words are missing with Lang,
# with ActualText and without either, and are there with elements. ActualText counts for pdftotext alone. 22.12.0 too.
# Fails when that changes. Needs apt-get with the keyring of Debian, and Python 3; installs into a folder that is removed
# again, from Debian 13.
set -euo pipefail

wanted="poppler-utils=25.03.0-5+deb13u4"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
mkdir -p state/lists/partial cache/archives/partial root
: >status
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main" >sources.list
packages() {
    apt-get --quiet=2 -o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts=- -o Dir::Etc::Preferences=- \
        -o Dir::Etc::PreferencesParts=- -o Dir::State="$folder/state" -o Dir::State::Status="$folder/status" \
        -o Dir::Cache="$folder/cache" "$@" >log 2>&1 || { cat log && exit 1; }
}
packages update
packages install --yes --no-install-recommends --download-only "$wanted"
for package in cache/archives/*.deb; do dpkg-deb --extract "$package" root; done
# The loader and the libraries are those of the same Debian, whichever runs here.
loader="$(find root/usr/lib* -maxdepth 1 -name "ld-linux*" -print -quit)"
libraries="$(echo root/usr/lib/*-linux-gnu*)"
run() {
    local program="$1"
    shift
    "$loader" --library-path "$libraries" "root/usr/bin/$program" "$@"
}
cat >words.py <<'PY'
"""Write a paragraph with a Span in it in four ways."""

from pathlib import Path


def shown(left: int, words: str) -> str:
    """Words on the page."""
    return f"BT /F 12 Tf {left} 60 Td ({words}) Tj ET "


def write(name: str, marks: str, kids: str, parents: str, *more: str) -> None:
    """Write a page with one paragraph."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R/Lang(en)>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 100]/Contents 4 0 R/StructParents 0"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(marks)}>>stream\n{marks}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0[{parents}]]>>>>",
        "<</Type/StructElem/S/Document/P 6 0 R/K 8 0 R>>",
        f"<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K {kids}>>",
        *more,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, text.encode())
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    Path(f"{name}.pdf").write_bytes(data)


before, span, after = shown(20, "Lift your arm "), shown(98, "ganz langsam"), shown(170, " and rest.")
for name, kind in {"lang": "<</Lang(de)>> BDC", "actual": "<</ActualText(slowly)>> BDC", "plain": "BMC"}.items():
    write(name, f"/P <</MCID 0>> BDC {before}/Span {kind} {span}EMC {after}EMC", "0", "8 0 R")
write(
    "elements",
    f"/P <</MCID 0>> BDC {before}EMC /Span <</MCID 1>> BDC {span}EMC /P <</MCID 2>> BDC {after}EMC",
    "[0 9 0 R 2]",
    "8 0 R 9 0 R 8 0 R",
    "<</Type/StructElem/S/Span/P 8 0 R/Pg 3 0 R/K 1/Lang(de)>>",
)
PY
"${PYTHON:-python3}" words.py
run pdfinfo -v 2>&1 | sed -n 1p
changed=0
for name in lang actual plain elements; do
    tree="$(run pdfinfo -struct-text "$name.pdf" | sed -n 's/^ *"\(.*\)"$/\1/p' | tr -d '\n')"
    text="$(run pdftotext "$name.pdf" - | tr -s '\n\f' ' ')"
    echo "$name: the tree says '$tree', pdftotext '${text% }'"
    [[ "$text" == *"and rest."* ]] || changed=1
    case "$name" in
    elements) [[ "$tree" == "Lift your arm ganz langsam and rest." ]] || changed=1 ;;
    *) [[ "$tree" == "Lift your arm ganz langsam" ]] || changed=1 ;;
    esac
done
exit "$changed"
