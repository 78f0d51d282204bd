// Rows of a description list: what was entered, and where to change it.

/** `rows`: { term, value, changeHref?, changeLabel? } */
export function fillFacts(list, rows) {
  list.replaceChildren(...rows.map(({ term, value, changeHref, changeLabel }) => {
    const row = document.createElement('div');
    const name = document.createElement('dt');
    name.textContent = term;
    const what = document.createElement('dd');
    what.textContent = value;
    row.append(name, what);

    if (changeHref) {
      const link = document.createElement('a');
      link.href = changeHref;
      link.textContent = 'Change';
      const rest = document.createElement('span');
      rest.className = 'visually-hidden';
      rest.textContent = ` ${changeLabel ?? term.toLowerCase()}`;
      link.append(rest);
      const cell = document.createElement('dd');
      cell.className = 'change';
      cell.append(link);
      row.append(cell);
    }
    return row;
  }));
}
