/** The rebuilt parts; the rest keeps the site's rules under its new class names. */
export const css = `
  .fw-masthead-row { grid-template-columns: auto 1fr auto; }
  .fw-brand { grid-column: 1; grid-row: 1; }
  .fw-search { grid-row: 1; grid-column: 2; display: flex; gap: 0.5rem; }
  .fw-search input { flex: 1; font: inherit; padding: 0.5rem 0.8rem; border: 1px solid var(--rule); background: var(--card); color: inherit; }
  .fw-tools { grid-column: 3; grid-row: 1; display: flex; align-items: center; gap: 1rem; }
  .fw-minicart { font: inherit; font-weight: 600; background: none; border: 0; }
  .fw-newsletter { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; }
  .fw-newsletter input { font: inherit; padding: 0.6rem; }
  .fw-tile-row { display: flex; gap: 0.75rem; align-items: center; margin-block-start: 0.4rem; }
  .fw-tile-link { color: var(--rust); }
  .fw-tile-add, .fw-chip, .fw-heart { font: inherit; font-size: var(--text-s); padding: 0.3rem 0.9rem; border: 1px solid var(--field-rule); border-radius: 99px; background: var(--card); color: inherit; }
  .fw-heart { position: absolute; z-index: 1; inset-block-start: 0.5rem; inset-inline-end: 0.5rem; padding-inline: 0.6rem; }
  .fw-second-slide { display: flex; justify-content: space-between; align-items: center; padding: 1.5rem 2rem; background: var(--moss-soft); }
  .fw-filters { display: flex; gap: 0.5rem; margin-block-end: 1.5rem; }
  .fw-buy-row { display: flex; flex-wrap: wrap; align-items: end; gap: 1rem; }
  .fw-specs-fold { border-block-start: 1px solid var(--rule); padding-block: 0.75rem; }
  .fw-specs-fold summary, details.fw-summary summary { font-weight: 600; cursor: pointer; }
  details.fw-summary { margin-block-end: 2rem; }
  .fw-expiry { display: flex; gap: 0.5rem; border: 0; }
  .fw-expiry .fw-field__input { inline-size: 5.5rem; }
  .fw-articles, .fw-seen ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1rem; }
  .fw-articles li { flex: 1 1 16rem; padding: 1.25rem; background: var(--band); font-weight: 600; }
  .fw-seen { margin-block-start: 3rem; }
  .fw-seen-item { display: flex; align-items: center; gap: 0.75rem; color: inherit; }
  .fw-seen-item img { inline-size: 4rem; }
  .fw-sticky { position: sticky; inset-block-end: 0; display: flex; justify-content: space-between; align-items: center; padding: 0.6rem 1.5rem; background: var(--card); border-block-start: 1px solid var(--rule); }
  .fw-tile h3 + .fw-price { font-weight: 600; }
`;
