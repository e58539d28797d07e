import { ALLOWED, BYPASSES } from '../support/bypasses';
import { allowing } from '../support/policies';

const rows = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([listed, origins]) =>
    origins.map((origin) => [listed, JSON.stringify(origin)] as const),
  );

test.each(rows(BYPASSES))('%s does not let %s through', (listed, origin) => {
  expect(allowing(listed).allows(JSON.parse(origin))).toBe(false);
});

test.each(rows(ALLOWED))('%s allows %s', (listed, origin) => {
  expect(allowing(listed).allows(JSON.parse(origin))).toBe(true);
});
