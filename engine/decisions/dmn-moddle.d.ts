/** The part of dmn-moddle (which ships no typings) that this project uses. */
declare module 'dmn-moddle' {
  import type { Moddle, ModdleWarning } from 'bpmn-moddle';

  export class DmnModdle {
    constructor(packages?: Record<string, unknown>);
    getPackage(prefix: string): { readonly types: readonly object[] };
    fromXML(xml: string, typeName?: string): Promise<{ rootElement: Moddle; warnings: ModdleWarning[] }>;
  }
}
