import { judge } from '../../../src/verify/browser';
import { allowOrigin, anAnswer, anExchange, aRequest } from '../../support/exchanges';

describe('the local network', () => {
  const noteFor = (origin: string, url: string): boolean => {
    const verdict = judge(anExchange({ request: aRequest({ origin, url }), response: anAnswer([allowOrigin('*')]) }));
    expect(verdict.verdict).toBe('ALLOWED');
    return verdict.notes.some((note) => note.includes('Local Network Access'));
  };

  test.each([
    ['http://localhost:3000/', true],
    ['http://api.localhost/', true],
    ['http://127.0.0.1/', true],
    ['http://127.8.8.8/', true],
    ['http://2130706433/', true],
    ['http://[::1]:8080/', true],
    ['http://10.0.0.1/', true],
    ['http://10.255.255.255/', true],
    ['http://11.0.0.1/', false],
    ['http://172.15.0.1/', false],
    ['http://172.16.0.1/', true],
    ['http://172.31.255.1/', true],
    ['http://172.32.0.1/', false],
    ['http://192.168.1.1/', true],
    ['http://192.169.1.1/', false],
    ['http://169.254.169.254/', true],
    ['http://printer.local/', true],
    ['http://[fd00::1]/', true],
    ['http://[fe80::1]/', true],
    ['http://[2001:db8::1]/', false],
    ['https://localhost.example.com/', false],
    ['https://10.example.com/', false],
    ['https://api.example.com/', false],
    ['https://notlocal/', false],
  ])('from a public page to %s there is a note: %s', (url, noted) => {
    expect(noteFor('https://app.example.com', url)).toBe(noted);
    expect(noteFor('null', url)).toBe(noted);
  });

  test.each([
    ['http://localhost/', "the user's own machine"],
    ['http://192.168.1.1/', 'a local network'],
  ])('the note on %s says that it is on %s', (url, where) => {
    const response = anAnswer([allowOrigin('*')]);
    expect(judge(anExchange({ request: aRequest({ url }), response })).notes.join()).toContain(`is on ${where}:`);
  });

  test.each([
    ['http://localhost:3000', 'http://localhost:4000/', false],
    ['http://localhost:3000', 'http://192.168.1.1/', false],
    ['http://192.168.1.2', 'http://192.168.1.1/', false],
    ['http://192.168.1.2', 'http://localhost/', true],
  ])('from %s to %s there is a note: %s', (origin, url, noted) => {
    expect(noteFor(origin, url)).toBe(noted);
  });
});
