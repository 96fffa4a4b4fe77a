interface Operation {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** The OpenAPI document as a page: one card per address. */
export function docsView(document: Readonly<Record<string, unknown>>) {
  const paths = document['paths'] as Paths;
  return {
    operations: Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        id: `${method}${path.replace(/\W+/g, '-')}`,
        method: method.toUpperCase(),
        path,
        summary: operation.summary,
        needs: operation.description,
        parameters: operation.parameters.map(({ name, in: place, required, schema }) => ({
          term: name,
          text: `${place}${required ? ', required' : ''}: ${typeOf(schema)}`,
          tone: '',
          numeric: false,
        })),
        body: sample(operation.requestBody?.content),
        answer: sample(operation.responses['200']?.content),
      })),
    ),
  };
}

function sample(content: Readonly<Record<string, { readonly schema: object }>> | undefined): string {
  const schema = content?.['application/json']?.schema;
  return schema === undefined ? '' : JSON.stringify(schema, null, 2);
}

function typeOf(schema: object): string {
  const { type, enum: values } = schema as { type?: string; enum?: readonly string[] };
  return values?.join(' | ') ?? type ?? 'any';
}
