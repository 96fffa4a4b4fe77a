/** The pages of campaigns beside each other; `asked` is how much waits for an answer. */
export function subnavOf(current: string, asked: number) {
  const pages = [
    { href: '/campaigns', label: 'Campaigns', count: '' },
    { href: '/campaigns/review', label: 'Review', count: asked === 0 ? '' : String(asked) },
    { href: '/campaigns/statistics', label: 'Statistics', count: '' },
    { href: '/campaigns/calendar', label: 'Calendar', count: '' },
    { href: '/campaigns/books', label: 'Books', count: '' },
  ];
  return pages.map((page) => ({ ...page, current: page.href === current }));
}
