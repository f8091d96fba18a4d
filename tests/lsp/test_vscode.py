"""The extension for VS Code: that it starts our server for our files, and says what to do when it cannot."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from leafletgen.lsp.extension import FOLDER
from tests.docs.test_commands import call
from tests.support.processes import BOUND

MANIFEST = json.loads((FOLDER / "package.json").read_text("utf-8"))
#: In place of VS Code and its library: what the extension asked them for is said at the end.
STAND_IN = """\
const Module = require("module");
const said = { started: [], commands: {}, errors: [], watched: [] };
const vscode = {
  workspace: {
    getConfiguration: () => ({ get: () => ["leafletgen", "lsp"] }),
    createFileSystemWatcher: (pattern) => { said.watched.push(pattern); return {}; },
  },
  commands: { registerCommand: (name, run) => { said.commands[name] = run; return {}; } },
  window: { showErrorMessage: (text) => said.errors.push(text) },
};
class LanguageClient {
  constructor(id, name, server, client) { this.made = { id, server, client }; this.running = false; }
  async start() {
    said.started.push(this.made);
    if (process.argv[3] === "missing") throw new Error("spawn leafletgen ENOENT");
    this.running = true;
  }
  isRunning() { return this.running; }
  async stop() { said.stopped = (said.stopped || 0) + 1; this.running = false; }
}
const load = Module._load;
Module._load = (name, ...more) =>
  name === "vscode" ? vscode
  : name === "vscode-languageclient/node" ? { LanguageClient, TransportKind: { stdio: 0 } }
  : load(name, ...more);
(async () => {
  const extension = require(process.argv[2]);
  const context = { subscriptions: [] };
  await extension.activate(context);
  if (process.argv[3] !== "missing") await said.commands["leafletgen.restart"]();
  await extension.deactivate();
  console.log(JSON.stringify({ ...said, commands: Object.keys(said.commands), kept: context.subscriptions.length }));
})();
"""


def ran(tmp_path: Path, *more: str) -> dict[str, Any]:
    if shutil.which("node") is None:
        pytest.skip("there is no node")
    (tmp_path / "stand-in.js").write_text(STAND_IN, "utf-8")
    command = ["node", str(tmp_path / "stand-in.js"), str(FOLDER / "extension.js"), *more]
    made = subprocess.run(command, capture_output=True, text=True, timeout=BOUND, check=True)
    said = json.loads(made.stdout)
    assert isinstance(said, dict)
    return said


def test_it_starts_the_server_for_our_files_alone(tmp_path: Path) -> None:
    said = ran(tmp_path)
    (made, again) = said["started"]
    assert made == again
    assert made["server"]["run"] == {"command": "leafletgen", "args": ["lsp"], "transport": 0}
    patterns = [one["pattern"] for one in made["client"]["documentSelector"]]
    assert patterns and all(re.match(r"\*\*/(leaflets|layouts|assets)/", one) for one in patterns)
    assert all(one["scheme"] == "file" for one in made["client"]["documentSelector"])
    assert said["stopped"] == 2 and said["errors"] == [] and said["kept"] == 1


def test_a_server_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    (error,) = ran(tmp_path, "missing")["errors"]
    assert 'pip install "leafletgen[lsp]"' in error and "leafletgen.command" in error


def test_the_manifest_names_what_there_is() -> None:
    assert (FOLDER / MANIFEST["main"]).is_file()
    assert MANIFEST["contributes"]["commands"][0]["command"] == "leafletgen.restart"
    setting = MANIFEST["contributes"]["configuration"]["properties"]["leafletgen.command"]
    assert setting["default"] == ["leafletgen", "lsp"]
    assert setting["scope"] == "machine"  # a workspace of a stranger must not say which program is started


def test_the_command_writes_it_into_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "extension"
    assert call("lsp", "--extension", str(folder)).exit_code == 0
    assert {path.name for path in folder.iterdir()} == {path.name for path in FOLDER.iterdir() if path.is_file()}
    assert (folder / "extension.js").read_bytes() == (FOLDER / "extension.js").read_bytes()
    again = call("lsp", "--extension", str(folder))
    assert again.exit_code == 2 and "is not empty" in again.output
