import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

type Headers = Readonly<Record<string, string>>;
type Form = Readonly<Record<string, string>>;

/** A browser without a window: keeps its cookies, knows the token of the last page, says where it comes from. */
export class Visitor {
  readonly #app: FastifyInstance;
  readonly cookies = new Map<string, string>();
  csrf = '';

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async get(url: string, headers: Headers = {}): Promise<LightMyRequestResponse> {
    const answer = await this.send('GET', url, headers);
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? this.csrf;
    return answer;
  }

  /** What htmx asks when it swaps a part of the page. */
  fragment(url: string): Promise<LightMyRequestResponse> {
    return this.get(url, { 'hx-request': 'true', 'hx-request-type': 'partial' });
  }

  post(url: string, form: Form = {}, headers: Headers = {}): Promise<LightMyRequestResponse> {
    const body = new URLSearchParams({ _csrf: this.csrf, ...form }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.send('POST', url, { ...type, 'sec-fetch-site': 'same-origin', ...headers }, body);
  }

  delete(url: string, form: Form = {}): Promise<LightMyRequestResponse> {
    return this.post(`${url}?_method=DELETE`, form);
  }

  /** The page a form leads to, as a browser shows it. */
  async submit(url: string, form: Form = {}): Promise<LightMyRequestResponse> {
    const answer = await this.post(url, form);
    const next = answer.headers.location;
    return answer.statusCode === 303 && typeof next === 'string' ? this.get(next) : answer;
  }

  async send(
    method: string,
    url: string,
    headers: Headers,
    body?: string | Buffer,
  ): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#app.inject({
      method: method as 'GET',
      url,
      headers: { ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}
