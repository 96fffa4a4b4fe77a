// Copies what stands in a field; without the clipboard's permission it selects it, so that one key press is left.

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  const source = button && document.getElementById(button.dataset.copy);
  if (!source) return;
  source.select();
  const words = button.querySelector('span') ?? button;
  try {
    await navigator.clipboard.writeText(source.value);
    words.textContent = 'Copied';
  } catch {
    words.textContent = 'Selected';
  }
  setTimeout(() => {
    words.textContent = 'Copy';
  }, 2000);
});
