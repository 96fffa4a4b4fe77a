import type { Answer } from './answer.ts';
import type { Question } from './question.ts';

export type Handler = (question: Question) => Answer;

/** `GET /trader/v1/accounts/:hash`: the first that fits is taken. */
export type Routes = Readonly<Record<string, Handler>>;

type Match = { readonly handler: Handler; readonly params: Readonly<Record<string, string>> };

export class RouteTable {
  readonly #routes: readonly { readonly method: string; readonly shape: RegExp; readonly handler: Handler }[];

  constructor(routes: Routes) {
    this.#routes = Object.entries(routes).map(([name, handler]) => {
      const [method = '', path = ''] = name.split(' ');
      return { method, shape: shapeOf(path), handler };
    });
  }

  /** null where nothing is; 'method' where something is, but not for this method. */
  find({ method, path }: Question): Match | 'method' | null {
    const here = this.#routes.filter(({ shape }) => shape.test(path));
    const route = here.find((each) => each.method === method);
    if (route === undefined) return here.length > 0 ? 'method' : null;
    return { handler: route.handler, params: paramsIn(route.shape, path) };
  }
}

function shapeOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}

function paramsIn(shape: RegExp, path: string): Readonly<Record<string, string>> {
  const groups = shape.exec(path)?.groups ?? {};
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decoded(text)]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
