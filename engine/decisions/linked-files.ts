/** The DMN files of one procedure, each with what it may take from the others by its imports (DMN 1.5, 6.3.3). */
import type { DecisionFile, DecisionImport, GraphElement } from './definition.ts';
import { typeConversions, type TypeConversions } from './types.ts';

export interface LinkedFile {
  readonly file: DecisionFile;
  readonly byId: ReadonlyMap<string, GraphElement>;
  readonly types: TypeConversions;
  readonly imports: readonly { readonly name: string; readonly namespace: string; readonly files: readonly LinkedFile[] }[];
}

/** What a requirement names, where it stands, and the name of the import that gives it; without one it goes by its own name. */
export interface Target {
  readonly owner: LinkedFile;
  readonly element: GraphElement;
  readonly alias?: string;
}

/** Files may import each other; only requirements may not go in a circle. */
export function linkFiles(files: readonly DecisionFile[]): LinkedFile[] {
  const linked: LinkedFile[] = files.map((file) => {
    const imports: LinkedFile['imports'][number][] = [];
    return {
      file,
      byId: new Map(file.elements.map((element) => [element.id, element])),
      types: typeConversions(file.types, (type) => importedType(type ?? '', imports)),
      imports,
    };
  });
  for (const { file, imports } of linked)
    for (const wanted of file.imports) {
      const found = filesOf(
        wanted,
        linked.filter((other) => other.file !== file),
      );
      (imports as LinkedFile['imports'][number][]).push({ name: wanted.name, namespace: wanted.namespace, files: found });
    }
  return linked;
}

/** `id` of the same file, or `namespace#id` of an imported one. A namespace that nobody imports is taken for the file's own, as some exporters write it. */
export function findTarget(reference: string, from: LinkedFile): Target | undefined {
  const hash = reference.indexOf('#');
  const id = reference.slice(hash + 1);
  for (const { name, namespace, files } of hash < 0 ? [] : from.imports) {
    if (namespace !== reference.slice(0, hash)) continue;
    for (const owner of files) {
      const element = owner.byId.get(id);
      if (element) return { owner, element, ...(name !== '' && { alias: name }) };
    }
  }
  const element = from.byId.get(id);
  return element && { owner: from, element };
}

/** Those of the namespace; where several have it, the one that the import says it lies at. */
function filesOf({ namespace, location = '' }: DecisionImport, others: readonly LinkedFile[]): readonly LinkedFile[] {
  const found = others.filter(({ file }) => file.namespace === namespace);
  const last = location.slice(location.lastIndexOf('/') + 1);
  const named = found.filter(({ file }) => file.file === last);
  return named.length > 0 ? named : found;
}

/** `money.tFee` is tFee of the files imported as money. */
function importedType(type: string, imports: LinkedFile['imports']): ReturnType<TypeConversions> {
  for (const { name, files } of imports) {
    const prefix = name === '' ? '' : `${name}.`;
    if (!type.startsWith(prefix)) continue;
    for (const { file, types } of files) {
      const rest = type.slice(prefix.length);
      if (file.types.some((own) => own.name === rest)) return types(rest);
    }
  }
  return undefined;
}
