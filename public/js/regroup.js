// A row of a chain can be dragged to another campaign. What does it comes when a handle is first pointed at or touched.

let bringing = null;
let held = null;

document.addEventListener('pointerover', bring);
document.addEventListener('pointerdown', (event) => {
  if (!event.isTrusted) return;
  held = event;
  void bring(event);
});
for (const end of ['pointerup', 'pointercancel'])
  document.addEventListener(end, () => {
    held = null;
  });

async function bring({ target }) {
  const handle = target.closest?.('[data-handle]');
  const chain = handle?.closest('[data-regroup]');
  if (!chain || chain.dataset.ready !== undefined) return;
  bringing ??= import(chain.dataset.regroup);
  const { makeMovable } = await bringing;
  makeMovable(chain);
  if (held !== null && handle.contains(held.target)) takeUp(held);
}

/** The touch that brought it is the one that drags. */
function takeUp({ target, clientX, clientY, pointerId, pointerType }) {
  const again = {
    clientX,
    clientY,
    pointerId,
    pointerType,
    isPrimary: true,
    bubbles: true,
    cancelable: true,
  };
  target.dispatchEvent(new PointerEvent('pointerdown', again));
}
