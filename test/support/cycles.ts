type Resources = Readonly<Record<string, { readonly DependsOn?: string | string[]; readonly Properties?: unknown }>>;

/** What CloudFormation makes before each resource of a template, by `DependsOn` and by references. */
export function needsOf(template: Readonly<Record<string, unknown>>): ReadonlyMap<string, readonly string[]> {
  const resources = template.Resources as Resources;
  return new Map(
    Object.entries(resources).map(([id, { DependsOn, Properties }]) => {
      const text = JSON.stringify(Properties ?? {});
      const named = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":(?:"|\[")(\w+)/g), ...text.matchAll(/\$\{(\w+)[.}]/g)];
      return [id, [...[DependsOn ?? []].flat(), ...named.map(([, name]) => name)].filter((name) => name in resources)];
    }),
  );
}

/** Everything that is made before one resource, itself too where it waits for itself. */
export function madeBefore(id: string, needs: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set(needs.get(id));
  for (const next of found) {
    for (const needed of needs.get(next) ?? []) found.add(needed);
  }
  return found;
}

/** The resources that wait for themselves: CloudFormation refuses such a template. */
export function cyclesIn(template: Readonly<Record<string, unknown>>): readonly string[] {
  const needs = needsOf(template);
  return [...needs.keys()].filter((id) => madeBefore(id, needs).has(id));
}
