/** Between somebody who tells and somebody who takes: of each thing only the newest waits, however slowly it is taken. */
export class Newest<Name, Thing> {
  readonly #things = new Map<Name, Thing>();
  #news = Promise.withResolvers<void>();
  #ending: { readonly why: unknown } | null = null;

  tell(name: Name, thing: Thing): void {
    this.#things.set(name, thing);
    this.#news.resolve();
  }

  /** Nothing more comes; `why`, where there is one, is thrown to whoever takes. */
  end(why?: unknown): void {
    this.#ending = { why };
    this.#news.resolve();
  }

  /** All that has come since, waited for; nothing when it is over. */
  async take(): Promise<readonly Thing[]> {
    await this.#news.promise;
    const things = [...this.#things.values()];
    this.#things.clear();
    if (this.#ending === null) this.#news = Promise.withResolvers();
    else if (things.length === 0 && this.#ending.why !== undefined) throw this.#ending.why;
    return things;
  }
}
