/** An instrument as its exchange lists it. */
export interface Listing {
  /** As positions name it. */
  readonly symbol: string;
  readonly name: string;
  readonly exchange: string;
}
