// The choices in the head: instrument, horizon, how many bars are shown.

export function fillInstruments(instruments, chosen) {
  const select = document.getElementById('instrument');
  select.replaceChildren(...instruments.map(({ name }) => new Option(name, name, false, name === chosen)));
  select.disabled = instruments.length === 0;
  if (instruments.length === 0) select.append(new Option('none yet'));
}

/** Radio buttons that look like one segmented control. */
export function fillSegments(id, values, chosen, choose) {
  const box = document.getElementById(id);
  const group = document.createElement('div');
  group.className = 'group';
  group.append(...values.map(value => segment(id, value, value === chosen, choose)));
  box.querySelector('.group')?.remove();
  box.append(group);
}

function segment(name, value, checked, choose) {
  const label = document.createElement('label');
  const input = Object.assign(document.createElement('input'), { type: 'radio', name, value: String(value), checked });
  const text = Object.assign(document.createElement('span'), { textContent: String(value) });
  input.addEventListener('change', () => choose(value));
  label.append(input, text);
  return label;
}

export function checkSegment(id, value) {
  const input = document.querySelector(`#${id} input[value="${value}"]`);
  if (input) input.checked = true;
}
