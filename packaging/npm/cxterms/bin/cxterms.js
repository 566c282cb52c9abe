#!/usr/bin/env node
// Runs the program that is made for this system: its own streams, signals and exit status are the caller's.
"use strict";

const { spawn } = require("node:child_process");

function findProgram() {
  if (process.env.CXTERMS_BINARY) return process.env.CXTERMS_BINARY;
  const name = `cxterms-${process.platform}-${process.arch}`;
  const ending = process.platform === "win32" ? ".exe" : "";
  try {
    return require.resolve(`${name}/bin/cxterms${ending}`);
  } catch {
    const there = Object.keys(require("../package.json").optionalDependencies).join(", ");
    return fail(
      `the package ${name} is not installed; there are: ${there}. Was it left out by --no-optional? ` +
        "On another system, install the program in another way and name it in CXTERMS_BINARY.",
    );
  }
}

// 2, as the program says that a question could not be asked.
function fail(message) {
  console.error(`cxterms: ${message}`);
  process.exit(2);
}

const program = findProgram();
const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
// A terminal sends an interrupt to both, and what it means is the program's to say. Others come to this process alone.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (fault) => fail(`${program} cannot be run: ${fault.message}`));
child.on("exit", (status, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else {
    process.exit(status);
  }
});
