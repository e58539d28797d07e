// A plugin of StrykerJS: runs the tests of a room in one process, with jest's own describe, test and expect. What is ours
// is loaded anew for each mutant, so that none is told by what another left behind; the packages stay loaded. Jest itself
// loads them, too, for each mutant, which takes far longer than the tests.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '../../.mutation/node_modules/@stryker-mutator/api/dist/src/test-runner/index.js';

const require = createRequire(import.meta.url);
const circus = require('jest-circus');
const { jestExpect } = require('@jest/expect');
const { compileTypeScript, forget } = require('./typescript-in-memory');

class RoomRunner {
  static inject = ['options'];

  constructor({ room }) {
    this.files = room.tests.flatMap(filesIn).filter((file) => !room.without.includes(file));
  }

  init() {
    compileTypeScript();
    const { describe, test, it, beforeAll, beforeEach, afterAll, afterEach } = circus;
    Object.assign(globalThis, { describe, test, it, beforeAll, beforeEach, afterAll, afterEach, expect: jestExpect });
    globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = 60_000;
    circus.addEventHandler((event) => this.handle(event));
    require(join(process.cwd(), 'test', 'support', 'environment.ts'));
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const result = await this.run(this.files, undefined);
    return { ...result, mutantCoverage: stryker().mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit, disableBail }) {
    const { files } = this;
    const asked = testFilter && new Set(testFilter);
    const some = asked === undefined ? files : files.filter((file) => testFilter.some((id) => id.startsWith(`${file} `)));
    Object.assign(stryker(), { activeMutant: undefined, hitCount: hitLimit && 0, hitLimit });
    const activate = () => {
      stryker().activeMutant = activeMutant.id;
    };
    const result = await this.run(some, asked, { activate, isStatic: mutantActivation === 'static', stops: !disableBail });
    stryker().activeMutant = undefined;
    return toMutantRunResult(result, disableBail);
  }

  /** The tests of the files, or those of them that are asked for. */
  async run(files, asked, { activate = () => {}, isStatic = false, stops = false } = {}) {
    this.state = { asked, stops, hasFailed: false, results: [] };
    forget(process.cwd());
    circus.resetState();
    try {
      if (isStatic) {
        activate();
      }
      for (const file of files) {
        circus.describe(file, () => void require(join(process.cwd(), 'test', file)));
      }
      activate();
      nameTests(circus.getState().rootDescribeBlock, '', new Map());
      const { unhandledErrors } = await circus.run();
      const [error] = unhandledErrors;
      const { hitCount, hitLimit } = stryker();
      return (
        determineHitLimitReached(hitCount, hitLimit) ??
        (error === undefined
          ? { status: DryRunStatus.Complete, tests: this.state.results }
          : { status: DryRunStatus.Error, errorMessage: String(error) })
      );
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error?.stack ?? error) };
    }
  }

  handle({ name, test }) {
    const { asked, stops, hasFailed, results } = this.state;
    switch (name) {
      case 'test_start':
        if ((asked !== undefined && !asked.has(test.strykerId)) || (stops && hasFailed)) {
          test.mode = 'skip';
        } else {
          stryker().currentTestId = test.strykerId;
        }
        break;
      case 'test_done':
      case 'test_skip':
        stryker().currentTestId = undefined;
        this.state.hasFailed ||= test.errors.length > 0;
        results.push(resultOf(test));
        break;
    }
  }
}

function resultOf({ strykerId, errors, mode, duration }) {
  const common = { id: strykerId, name: strykerId, timeSpentMs: duration ?? 0 };
  if (mode === 'skip' || mode === 'todo') {
    return { ...common, status: TestStatus.Skipped };
  }
  return errors.length === 0
    ? { ...common, status: TestStatus.Success }
    : { ...common, status: TestStatus.Failed, failureMessage: messageOf(errors[0]) };
}

function messageOf(error) {
  const [first, second] = [error].flat();
  return String((first ?? second)?.message ?? first ?? second);
}

/** Two tests may have one name. */
function nameTests({ children }, above, seen) {
  for (const child of children) {
    const name = `${above}${child.name}`;
    if (child.type === 'describeBlock') {
      nameTests(child, `${name} `, seen);
    } else {
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      child.strykerId = count === 1 ? name : `${name} (${count})`;
    }
  }
}

function stryker() {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}

function filesIn(path) {
  return path.endsWith('.test.ts')
    ? [path]
    : readdirSync(join(process.cwd(), 'test', path), { recursive: true })
        .filter((file) => file.endsWith('.test.ts'))
        .map((file) => join(path, file));
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'room', injectableClass: RoomRunner }];
export const strykerValidationSchema = { properties: { room: { type: 'object' } } };
