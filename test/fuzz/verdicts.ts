/** The part of `check --json` that tells who may do what. */
interface Report {
  readonly apis: readonly {
    readonly origins: readonly {
      readonly origin: string;
      readonly routes: readonly { readonly method: string; readonly path: string; readonly standing: string }[];
    }[];
  }[];
}

/** The routes that a report allows an origin, and how the others stand. */
export function allowedTo(
  origin: string,
  json: string,
): { readonly routes: readonly string[]; readonly standings: Readonly<Record<string, number>> } {
  const report: Report = JSON.parse(json);
  const views = report.apis.flatMap(({ origins }) => origins.filter((view) => view.origin === origin));
  const routes = views.flatMap((view) => view.routes);
  const standings: Record<string, number> = {};
  for (const { standing } of routes) {
    standings[standing] = (standings[standing] ?? 0) + 1;
  }
  return {
    routes: routes.filter(({ standing }) => standing === 'ALLOWED').map(({ method, path }) => `${method} ${path}`),
    standings,
  };
}
