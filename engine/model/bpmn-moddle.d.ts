/** The part of bpmn-moddle (which ships no typings for its main export) that this project uses. Moddle elements keep their properties in an open record. */
declare module 'bpmn-moddle' {
  export interface Moddle {
    readonly $type: string;
    $parent?: Moddle;
    readonly $descriptor: { readonly propertiesByName: Readonly<Record<string, { readonly isReference?: boolean } | undefined>> };
    readonly $attrs: Record<string, unknown>;
    $instanceOf(type: string): boolean;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
    id?: string;
    name?: string;
    [property: string]: unknown;
  }

  export interface ModdleWarning {
    message: string;
    element?: Moddle;
    property?: string;
    value?: unknown;
  }

  export class BpmnModdle {
    readonly registry: {
      readonly typeMap: Readonly<
        Record<
          string,
          | { readonly properties: readonly { readonly name: string; isAttr?: boolean; xml?: { readonly serialize: 'property' } }[] }
          | undefined
        >
      >;
    };
    constructor(packages?: Record<string, unknown>, options?: Record<string, unknown>);
    create(type: string, properties?: Record<string, unknown>): Moddle;
    fromXML(xml: string, typeName?: string): Promise<{ rootElement: Moddle; warnings: ModdleWarning[] }>;
    toXML(element: Moddle, options?: { format?: boolean; preamble?: boolean }): Promise<{ xml: string }>;
  }
}
