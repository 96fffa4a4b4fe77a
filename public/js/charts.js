// A page with a chart brings what draws it, once; each other page does without.

let drawing = null;

async function drawAll() {
  if (document.querySelector('[data-chart]') === null) {
    drawing?.forget();
    return;
  }
  drawing ??= await import(document.body.dataset.charts);
  drawing.drawAll();
}

document.addEventListener('htmx:after:swap', drawAll);
void drawAll();
