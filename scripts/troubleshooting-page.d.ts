export const TARGET: string;
export function renderPage(page: string, sources: unknown): string;
export function sourcesFrom(load: (path: string) => unknown): unknown;
