// Keyboard shortcuts, and the dialog that lists them.

const SHORTCUTS = [];

/** @param words what it does, as the help shows it */
export function onKey(keys, words, action) {
  SHORTCUTS.push({ keys, words, action });
}

const typing = target => target instanceof Element && target.matches('input:not([type=radio]), textarea, select');

export function wireKeys() {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
    const index = SHORTCUTS.findIndex(shortcut => shortcut.keys.includes(event.key));
    if (index < 0) return;
    event.preventDefault();
    SHORTCUTS[index].action(event.key);
  });
  document.getElementById('keys').replaceChildren(...SHORTCUTS.flatMap(({ keys, words }) => {
    const dt = document.createElement('dt');
    const dd = document.createElement('dd');
    keys.forEach(key => dt.append(Object.assign(document.createElement('kbd'), { textContent: key }), ' '));
    dd.textContent = words;
    return [dt, dd];
  }));
}
