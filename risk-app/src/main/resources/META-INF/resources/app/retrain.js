// Asks for a training run.

import { retrain } from './api.js';

export function wireRetrain(queued) {
  const dialog = document.getElementById('retrain');
  const form = document.getElementById('retrain-form');
  const answer = document.getElementById('retrain-answer');
  document.getElementById('retrain-open').addEventListener('click', () => {
    answer.textContent = '';
    dialog.showModal();
  });
  document.getElementById('retrain-close').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      const run = await retrain(form.elements.cause.value);
      answer.textContent = `Run ${run.id} is queued.`;
      queued();
    } catch (problem) {
      answer.textContent = problem.message;
    }
  });
}
