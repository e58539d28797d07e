import type { Io } from './io';

/** A command, once its module is loaded. */
export interface LoadedCommand {
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
  readonly help: string;
}

export interface Command {
  readonly summary: string;
  /** Only the module of the command that is called is loaded, for a quick start. */
  readonly load: () => LoadedCommand;
}

/** Every command, in the order of the help. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['check', { summary: 'which pages can call which routes of the templates', load: loadCheck }],
  ['explain', { summary: "what a browser decided on a recording's requests, and why", load: loadExplain }],
  ['probe', { summary: 'ask a live endpoint as a browser would, and explain the answer', load: loadProbe }],
  ['serve', { summary: 'answer on loopback as the deployed API would', load: loadServe }],
]);

function loadCheck(): LoadedCommand {
  const { check, CHECK_HELP }: typeof import('./check/check') = require('./check/check');
  return { run: check, help: CHECK_HELP };
}

function loadExplain(): LoadedCommand {
  const { explain, EXPLAIN_HELP }: typeof import('./explain/explain') = require('./explain/explain');
  return { run: explain, help: EXPLAIN_HELP };
}

function loadProbe(): LoadedCommand {
  const { probe, PROBE_HELP }: typeof import('./probe/probe') = require('./probe/probe');
  return { run: probe, help: PROBE_HELP };
}

function loadServe(): LoadedCommand {
  const { serve, SERVE_HELP }: typeof import('./serve') = require('./serve');
  return { run: serve, help: SERVE_HELP };
}
