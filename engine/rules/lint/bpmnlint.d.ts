/** The part of bpmnlint that this project uses; the package ships no typings for these paths. */
declare module 'bpmnlint/lib/linter.js' {
  interface Report {
    readonly id?: string;
    readonly message: string;
    readonly category: string;
    /** Ours: which of the rules that run together it was. */
    readonly rule?: string;
  }
  export default class Linter {
    constructor(options: { readonly resolver: object; readonly config?: object });
    applyRule(
      root: object,
      definition: { readonly name: string; readonly rule: { readonly check: object }; readonly config: object; readonly category: string },
    ): Report[];
  }
}

declare module 'bpmnlint/lib/resolver/static-resolver.js' {
  export default class StaticResolver {
    constructor(cache: Readonly<Record<string, unknown>>);
  }
}

declare module 'bpmnlint/rules/*' {
  interface Reporter {
    report(id: string | undefined, message: string, path?: unknown): void;
  }
  type Enter = (node: object, reporter: Reporter) => unknown;
  /** `enter` answers false where it need not go deeper. */
  const rule: (config: object) => { readonly check: Enter | { readonly enter?: Enter; readonly leave?: Enter } };
  export default rule;
}

declare module 'bpmnlint/config/recommended.js' {
  const config: { readonly rules: Readonly<Record<string, string>> };
  export default config;
}
