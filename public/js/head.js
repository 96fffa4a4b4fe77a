// A morph changes the body only: what stands outside it (theme, the addresses of styles and scripts) is compared here.

const styles = /<link rel="stylesheet" href="([^"]+)"/;
const theme = /<html[^>]* data-theme="(\w+)"/;

document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = event.detail;
  if (ctx.target !== document.body || !ctx.text) return;
  const sheet = styles.exec(ctx.text)?.[1];
  const mine = document.querySelector('link[rel=stylesheet]')?.getAttribute('href');
  if (sheet && sheet !== mine) {
    event.preventDefault();
    location.assign(ctx.response.raw.url);
    return;
  }
  document.documentElement.dataset.theme = theme.exec(ctx.text)?.[1] ?? 'system';
});
