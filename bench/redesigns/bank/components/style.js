/** What the library adds to the site's own rules; `of` gives the built class name. */
export const css = (of) => `
  #root, .${of('app')} { display: contents; }
  .${of('field-control')} { position: relative; inline-size: 100%; }
  .${of('field-control')} .${of('input')} { padding-block: 1.5rem 0.45rem; min-block-size: 3.5rem; }
  .${of('field-control')} label { position: absolute; inset-block-start: 0.4rem; inset-inline-start: 0.9rem; font-size: 0.8rem; color: var(--muted); }
  .${of('select-control')} { inline-size: 100%; }
  .${of('select-label')} { font-weight: 600; }
  .${of('button-icon')} { margin-inline-start: 0.5rem; display: inline-flex; }
  .${of('action-link')} { display: flex; flex-direction: column; gap: 0.6rem; color: inherit; text-decoration: none; }
  .${of('accordion-item')} { background: var(--surface); border-block-end: 1px solid var(--line); }
  .${of('accordion-trigger')} { display: flex; justify-content: space-between; inline-size: 100%; padding: 1rem; font: inherit; font-weight: 600; color: inherit; background: none; border: 0; text-align: start; }
  .${of('accordion-panel')} { padding: 0 1rem 1rem; }
  .${of('choice-control')} { inline-size: 1.4rem; block-size: 1.4rem; padding: 0; border: 2px solid var(--field-line); border-radius: 50%; background: var(--surface); }
  .${of('choice-control')}[role="checkbox"] { border-radius: 4px; }
  .${of('choice-control')}[aria-checked="true"] { background: var(--brand); }
  .${of('note')} h2 { font-size: var(--step-1); }
  .${of('product')} a { margin-block-start: auto; }
`;
