/** The components' own rules; `of` gives the built class list, whose first name carries them. */
export function css(of) {
  const rule = (name) => `.${of(name).split(' ')[0]}`;
  return `
  ${rule('card-link')} { display: grid; gap: 0.2rem; color: inherit; text-decoration: none; }
  ${rule('card-link')}:hover h3 { text-decoration: underline; }
  ${rule('option')} { cursor: pointer; }
  ${rule('option')}[aria-checked="true"] { border-color: var(--rust); box-shadow: inset 0 0 0 1px var(--rust); }
  ${rule('options-title')}, ${rule('field-name')} { font-weight: 600; }
  ${rule('stepper')} { display: inline-flex; }
  ${rule('stepper')} input { text-align: center; max-inline-size: 4rem; }
  ${rule('step')} { inline-size: 3rem; font: inherit; border: 1px solid var(--field-rule); background: var(--card); color: inherit; }
  ${rule('disclosure-item')} { border-block-end: 1px solid var(--rule); }
  ${rule('disclosure')} { display: flex; justify-content: space-between; inline-size: 100%; padding-block: 1rem; font: inherit; font-weight: 600; text-align: start; color: inherit; background: none; border: 0; }
  ${rule('disclosure-panel')} { padding-block-end: 1.25rem; }
  ${rule('button-text')} { margin-inline: 0.4rem; }
  button${rule('input')} { display: flex; justify-content: space-between; text-align: start; }
  ${rule('line')} > button { justify-self: end; }
  ${rule('disclosure-head')} { font: inherit; }
`;
}
