import { shop, templateOf } from '../cli/some-apis';
import { PAGE } from './corpus';
import type { Dice } from './dice';
import type { Attempt, Family } from './families';
import { rawBytes } from './raw-requests';
import { Serving } from './serving';
import { conversation, problemsOnWire } from './wire';

const GOOD = Buffer.from(`GET /orders HTTP/1.1\r\nHost: x\r\nOrigin: ${PAGE}\r\nConnection: close\r\n\r\n`);

/** One `serve` for all the connections of a run, each of which sends what it likes and then no more. */
export class RawConnections implements Family {
  readonly name = 'serve survives whatever comes over a connection';
  readonly share = 7;
  private serving: Promise<Serving> | undefined;

  async attempt(dice: Dice): Promise<Attempt> {
    this.serving ??= Serving.start(templateOf(shop));
    const { url } = await this.serving;
    const bytes = rawBytes(dice);
    const began = performance.now();
    const { got, hung } = await conversation(url, bytes);
    const milliseconds = performance.now() - began;
    const after = await conversation(url, GOOD);
    const stillRight =
      after.got.startsWith('HTTP/1.1 200 ') && after.got.includes(`\r\nAccess-Control-Allow-Origin: ${PAGE}\r\n`);
    return {
      problems: [
        ...(hung ? [`the connection stays open, with ${got.length} bytes`] : []),
        ...(stillRight ? [] : [`the next request is answered wrongly: ${after.got.slice(0, 200)}`]),
        ...problemsOnWire(got, bytes),
      ],
      milliseconds,
      counts: { [got === '' ? 'unanswered' : got.slice(9, 12)]: 1 },
    };
  }

  async finish(): Promise<readonly string[]> {
    return this.serving === undefined ? [] : (await (await this.serving).stop()).problems;
  }
}
