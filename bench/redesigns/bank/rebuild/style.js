/** The rebuilt parts; the rest keeps the site's rules under its new class names. */
export const css = `
  .nb-shell { flex: 1; display: grid; grid-template-columns: 14rem minmax(0, 1fr); }
  .nb-sidebar { background: var(--surface); border-inline-end: 1px solid var(--line); padding: 1rem; }
  .nb-sidebar ul { flex-direction: column; }
  .nb-header-tools { margin-inline-start: auto; display: flex; gap: 0.75rem; }
  .nb-search, .nb-bell, .nb-user-menu { font: inherit; min-block-size: 2.5rem; padding-inline: 0.8rem; border: 1px solid var(--line); border-radius: 99px; background: var(--bg); color: inherit; }
  .nb-menu-icon { inline-size: 0.6rem; block-size: 0.6rem; margin-inline-end: 0.6rem; border-radius: 50%; background: var(--brand); }
  .nb-form-group { border: 1px solid var(--line); border-radius: var(--round); padding: 1rem 1.25rem; }
  .nb-form-group > * + * { margin-block-start: 1rem; }
  .nb-choice-set { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  .nb-choice-set legend { font-weight: 600; margin-block-end: 0.4rem; }
  .nb-chip { display: inline-flex; gap: 0.5rem; padding: 0.4rem 0.9rem; border: 1px solid var(--field-line); border-radius: 99px; }
  .nb-required { color: var(--danger); }
  .nb-activity, .nb-payees, .nb-choices { list-style: none; display: grid; gap: 0.6rem; padding: 0; }
  .nb-activity-item { display: grid; grid-template-columns: 1fr 1fr auto; gap: 1rem; padding: 0.8rem; border: 1px solid var(--line); border-radius: var(--round-s); }
  .nb-answer { background: var(--surface); padding: 1rem 1.25rem; border-radius: var(--round-s); margin-block-end: 0.75rem; }
  .nb-tip { margin-block-end: 1.5rem; }
  .nb-tip summary { font-weight: 600; cursor: pointer; }
  .nb-shortcut { flex-direction: row; flex-wrap: wrap; align-items: center; }
  .nb-plan-list { padding-inline-start: 1.1rem; }
  .nb-offers { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; margin-block-start: 3rem; }
  .nb-offer { display: grid; gap: 0.4rem; padding: 1.25rem; background: var(--good-soft); border-radius: var(--round); }
  @media (min-width: 60rem) { .nb-columns:has(.nb-topics) { grid-template-columns: minmax(15rem, 20rem) minmax(0, 1fr); } }
  .nb-sticky-bar { position: sticky; inset-block-end: 0; display: flex; justify-content: flex-end; gap: 1rem; padding: 0.75rem 1.5rem; background: var(--surface); border-block-start: 1px solid var(--line); }
`;
