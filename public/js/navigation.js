// A boosted navigation morphs the whole body. A new page starts at its top with its heading focused, and so read aloud;
// a form that answers with its own page stays where it is, and a wrong one leads to its first wrong field.

/** @typedef {'new' | 'same' | 'wrong' | 'restored'} Arrival */

/** @type {Arrival} */
let arrival = 'same';

/** @returns {Arrival} */
function arrivalOf({ request, response, sourceElement }) {
  if (request.headers['HX-History-Restore-Request']) return 'restored';
  if (response.status === 422) return 'wrong';
  const here = new URL(response.raw.url).pathname === location.pathname;
  return here && sourceElement.matches('form, [data-keep]') ? 'same' : 'new';
}

document.addEventListener('htmx:before:swap', ({ detail: { ctx, tasks } }) => {
  const main = tasks.find((task) => task.type === 'main' && task.target === document.body);
  if (!main || !ctx.response) return;
  arrival = arrivalOf(ctx);
  main.swapSpec.show = arrival === 'new' ? 'top' : 'none';
});

document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  if (ctx.target !== document.body) return;
  forgetTyping(arrival === 'new' ? document.forms : [ctx.sourceElement]);
  if (arrival === 'wrong') document.querySelector('[aria-invalid="true"]')?.focus();
  if (arrival === 'restored' || (arrival === 'new' && !document.querySelector('main [autofocus]'))) {
    document.querySelector('main h1')?.focus({ preventScroll: true });
  }
  if (arrival === 'restored' && history.state?.y !== undefined) scrollTo(0, history.state.y);
});

/** A morph leaves what was typed, a password even, where the answer's value is the one before: say what the answer says. */
function forgetTyping(forms) {
  for (const form of forms) if (form.matches('form')) form.reset();
}

document.addEventListener('htmx:before:history:update', (event) => {
  const { history: entry, response } = event.detail;
  if (!response.raw.redirected && isAnswerToPost(event.detail.sourceElement)) {
    event.preventDefault();
    return;
  }
  if (entry.path === location.pathname + location.search) entry.type = 'replace';
  else remember(scrollY);
});

/** Engines restore the scroll before the old page is back, or where its height has cut it off: the entry knows better. */
function remember(y) {
  history.replaceState({ htmx: true, y }, '');
}

/** What a form was answered without a redirect has no address of its own. */
const isAnswerToPost = (element) => element.matches('form') && element.method === 'post';
