/** The addresses of the application's pages, as the list of pages has them. */
import { readFileSync } from 'node:fs';

/** Read as text: the pages themselves are for browsers. Throws for a parameter that nothing stands for. */
export function pagePaths(params: Readonly<Record<string, string>>): readonly string[] {
  const text = readFileSync(new URL('../../modeler/pages/index.ts', import.meta.url), 'utf8');
  return [...text.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) =>
    path!.replace(/:(\w+)\??/g, (_all, name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`No value is known for :${name} of ${path}: add it to the played office`);
      return encodeURIComponent(value);
    }),
  );
}
