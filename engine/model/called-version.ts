/** What a call activity calls outside its own file: a process of a deployed procedure version, which is pinned. */
import type { Moddle } from 'bpmn-moddle';
import type { DecisionFiles, DecisionSet } from './decision.ts';
import type { VersionName } from './types.ts';

/** A called version with its file. Keys of the map: the called element as a call activity names it, with or without the prefix of its namespace. */
export interface CalledVersion extends VersionName {
  /** The BPMN file as it was deployed. */
  readonly xml: string;
  /** What its own call activities call outside their file. */
  readonly called?: CalledVersions;
  /** The DMN files it was deployed with. */
  readonly decisions?: DecisionFiles;
}
export type CalledVersions = ReadonlyMap<string, CalledVersion>;

/** The same, parsed. */
export interface CalledTree extends VersionName {
  readonly definitions: Moddle;
  readonly called?: CalledTrees;
  readonly decisions?: DecisionSet;
}
export type CalledTrees = ReadonlyMap<string, CalledTree>;

/** Stands before every id that comes from the file of this version: `capGiayPhep@3/`. An XML id can contain neither of the two marks. */
export function prefixOf({ processId, version }: VersionName): string {
  return `${processId}@${version}/`;
}

/** calledElement is a QName: a prefix names a namespace, which the engine does not distinguish. The name as it is comes first. */
export function findCalled<T>(byName: ReadonlyMap<string, T> | undefined, calledElement: string): T | undefined {
  return byName?.get(calledElement) ?? byName?.get(localName(calledElement));
}

/** The name without the prefix of its namespace. */
export function localName(calledElement: string): string {
  return calledElement.replace(/^.*:/, '');
}
