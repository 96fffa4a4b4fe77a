/** Milliseconds since 1970. Pure places never ask for it: they are told. */
export type Clock = () => number;
