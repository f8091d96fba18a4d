// Starts "leafletgen lsp" for the YAML files of a workspace, and stops it.
"use strict";

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

// The files that leafletgen reads; prescriptions and lists of patients lie elsewhere, and are not sent.
const FILES = ["**/leaflets/**/*.yaml", "**/layouts/**/*.yaml", "**/assets/{brands,exercises,programmes,rules}/**/*.yaml"];

let client;

async function start() {
  const [command, ...args] = vscode.workspace.getConfiguration("leafletgen").get("command");
  const run = { command, args, transport: TransportKind.stdio };
  client = new LanguageClient(
    "leafletgen",
    "leafletgen",
    { run, debug: run },
    {
      documentSelector: FILES.map((pattern) => ({ scheme: "file", pattern })),
      synchronize: { fileEvents: FILES.map((pattern) => vscode.workspace.createFileSystemWatcher(pattern)) },
    },
  );
  try {
    await client.start();
  } catch (fault) {
    vscode.window.showErrorMessage(
      `leafletgen cannot be started (${command}). Install it with: pip install "leafletgen[lsp]", ` +
        'or say where it is in the setting "leafletgen.command".',
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running !== undefined && running.isRunning()) {
    await running.stop();
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("leafletgen.restart", async () => {
      await stop();
      await start();
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
