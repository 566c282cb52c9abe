// Starts `cxterms lsp`, and hands it the documents that it reads.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const settings = workspace.getConfiguration("cxterms");
  const server = { command: settings.get("command"), args: ["lsp", ...settings.get("arguments")] };
  const languages = ["markdown", "mdx", "html", "plaintext"];
  const site = settings.get("site");
  client = new LanguageClient("cxterms", "cxterms", server, {
    documentSelector: [
      ...languages.map((language) => ({ scheme: "file", language })),
      ...languages.map((language) => ({ scheme: "untitled", language })),
      { scheme: "file", pattern: "**/*.yaml" },
    ],
    initializationOptions: { completion: settings.get("completion"), ...(site && { site }) },
  });
  return client.start();
};

exports.deactivate = () => client?.stop();
