// The page of a move, asked for as a part: the choices, and what would change.

/** @param {{ row: string, symbol: string, campaign: string, quantity?: string, to?: string }} move */
export async function part({ row, symbol, campaign, quantity, to }) {
  const asked = Object.entries({ row, symbol, campaign, quantity, to }).filter(([, value]) => value);
  return fetchPart(`/campaigns/move?${new URLSearchParams(asked)}`);
}

/** @param {string} address */
export async function fetchPart(address) {
  const answer = await fetch(address, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } });
  const { body } = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return body;
}
