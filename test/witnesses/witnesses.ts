/** What `npm run test:witnesses` tells its tests. */
interface Given {
  /** Where the witnesses are installed. */
  readonly home: string;
  /** Why a witness could not be asked, by its name. */
  readonly absent: Readonly<Record<string, string>>;
  /** Where the emulators listen, by their names. */
  readonly urls: Readonly<Record<string, string>>;
}

const given: Given = JSON.parse(process.env.WITNESSES ?? '{"home":"","absent":{},"urls":{}}');

/** The folder in which a witness is installed. */
export function homeOf(witness: string): string {
  if (given.home === '') {
    throw new Error('these tests are started by npm run test:witnesses, which sets up what they need');
  }
  return `${given.home}/${witness}`;
}

/** Where an emulator listens. */
export function urlOf(emulator: string): string {
  return given.urls[emulator] ?? `no ${emulator} was started: see npm run test:witnesses`;
}

/** The tests that ask a witness; each is skipped, and counted as that, where it cannot be asked. */
export function describeWith(witness: string, tests: () => void): void {
  const reason = given.absent[witness];
  if (reason === undefined) {
    describe(witness, tests);
  } else {
    describe.skip(`${witness} (${reason})`, tests);
  }
}
