export const FILES: { readonly json: string; readonly page: string; readonly plot: string };
export function renderPage(page: string, result: unknown): string;
export function renderPlot(result: unknown): string;
