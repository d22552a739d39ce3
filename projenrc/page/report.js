/**
 * What a browser adds to the report: search, tables that sort, and pictures that answer. The document is complete without it. It writes text only, never markup,
 * and asks for nothing.
 */
(() => {
  const main = document.getElementById('main');
  const make = (name, attributes, ...content) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  };
  const titleOf = (item) => item.querySelector('title').textContent;

  // search: rows that do not hold each word are hidden, boxes are dimmed, and pictures that hold it are opened
  const field = make('input', { type: 'search', id: 'search', autocomplete: 'off' });
  const found = make('output', { for: 'search' });
  main.prepend(make('div', { 'class': 'tools', 'role': 'search' }, make('label', { for: 'search' }, 'Search in tables and pictures '), field, ' ', found));
  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLowerCase();
    const words = wanted.split(/\s+/);
    const holds = (text) => words.every((word) => text.toLowerCase().includes(word));
    let rows = 0;
    let boxes = 0;
    for (const row of main.querySelectorAll('tbody tr')) {
      row.hidden = !holds(row.textContent);
      if (!row.hidden) rows += 1;
    }
    for (const box of main.querySelectorAll('.picture .node')) {
      const isFound = holds(titleOf(box));
      box.classList.toggle('dim', !isFound);
      if (isFound) boxes += 1;
      const apart = box.closest('details');
      if (apart !== null && wanted !== '' && isFound) apart.open = true;
    }
    found.textContent = wanted === '' ? '' : `${rows} rows, ${boxes} boxes`;
  });

  // a button in each column sorts its table, numbers by their value
  for (const table of main.querySelectorAll('table')) {
    const heads = [...table.querySelectorAll('thead th')];
    if (table.tBodies[0].rows[1] === undefined) continue;
    heads.forEach((head, column) => {
      const button = make('button', { type: 'button' }, ...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const isDescending = head.getAttribute('aria-sort') === 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
        const textOf = (row) => row.cells[column]?.textContent ?? '';
        const compare = new Intl.Collator('en', { numeric: true }).compare;
        const rows = [...table.tBodies[0].rows].sort((a, b) => compare(textOf(a), textOf(b)));
        table.tBodies[0].append(...(isDescending ? rows.reverse() : rows));
      });
    });
  }

  // what is known of an item: its explanations, or the command that prints one
  const show = (answer, said, item) => {
    answer.replaceChildren(...said.map((text) => make('p', {}, text)));
    if (item === undefined) return;
    for (const anchor of (item.getAttribute('data-why') ?? '').split(' ').filter((one) => one !== '')) {
      const copy = document.getElementById(anchor).cloneNode(true);
      copy.removeAttribute('id');
      // what the register names is said here, too
      for (const link of copy.querySelectorAll('a.pair')) {
        const row = document.getElementById(link.getAttribute('href').slice(1));
        link.replaceWith(...row.cloneNode(true).childNodes);
      }
      answer.append(copy);
    }
    if (!item.hasAttribute('data-why')) answer.append(make('p', {}, 'Why: ', make('code', {}, item.getAttribute('data-ask') ?? 'netfence explain FROM TO PATH')));
  };

  // a cell of the matrix says why below the matrix
  const matrix = main.querySelector('.matrix');
  if (matrix !== null) {
    const answer = make('div', { 'class': 'answer', 'role': 'status' });
    matrix.after(answer);
    for (const link of matrix.querySelectorAll('a.why')) {
      const anchor = link.getAttribute('href').slice(1);
      link.setAttribute('data-why', anchor);
      link.addEventListener('click', (event) => {
        event.preventDefault();
        show(answer, [document.getElementById(anchor).parentNode.querySelector('summary').textContent], link);
        answer.scrollIntoView({ block: 'nearest' });
      });
    }
  }

  // in a picture, arrows go from item to item; Enter or a click says what it is, and dims the lines that do not touch a box
  for (const picture of main.querySelectorAll('svg.picture')) {
    const items = [...picture.querySelectorAll('.node'), ...picture.querySelectorAll('.line')];
    const lines = items.filter((item) => item.classList.contains('line'));
    const answer = make('div', { 'class': 'answer', 'role': 'status' });
    picture.closest('.drawn').after(answer);
    picture.setAttribute('role', 'group');
    let chosen;
    const boxes = new Map(items.filter((item) => !lines.includes(item)).map((item) => [item.getAttribute('data-node'), item]));
    const nameOf = (node) => boxes.get(node).querySelector('text').textContent;
    const isOfZones = picture.getAttribute('aria-labelledby').startsWith('zones-picture-');
    // what would be denied leads nowhere, and what is outside starts no further step
    const leads = lines.filter((line) => !line.classList.contains('denied')).flatMap((line) => {
      const [from, to] = line.getAttribute('data-ends').split(' ');
      return titleOf(line).includes(', and back: ') ? [[from, to], [to, from]] : [[from, to]];
    });
    // what a box of the zones reaches over the lines, step by step: at most, for a line may hold for some pods only
    const hopsFrom = (start) => {
      const seen = new Set([start]);
      const said = [];
      for (let now = [start]; now.length > 0;) {
        now = [...new Set(leads.filter(([from, to]) => now.includes(from) && !seen.has(to)).map(([, to]) => to))];
        for (const node of now) seen.add(node);
        if (now.length > 0) said.push(`${said.length + 1}: ${now.map(nameOf).join(', ')}`);
        now = now.filter((node) => !nameOf(node).startsWith('('));
      }
      return said.length === 0 ? [] : [`Reached at most, by steps: ${said.join('; ')}. A line may hold for some pods only: netfence blast follows each.`];
    };
    const choose = (item) => {
      chosen = chosen === item ? undefined : item;
      const node = chosen?.getAttribute('data-node') ?? null;
      const touches = (line) => chosen === undefined || chosen === line || (node !== null && line.getAttribute('data-ends').split(' ').includes(node));
      for (const line of lines) line.classList.toggle('dim', !touches(line));
      for (const one of items) one.setAttribute('aria-pressed', String(one === chosen));
      const said = chosen === undefined ? [] : node === null ? [titleOf(chosen)] : [titleOf(chosen), ...lines.filter(touches).map(titleOf)];
      show(answer, said.concat(node === null || !isOfZones ? [] : hopsFrom(node)), chosen);
    };
    items.forEach((item, position) => {
      item.setAttribute('role', 'button');
      // a box is called by the text in it
      if (lines.includes(item)) item.setAttribute('aria-label', titleOf(item));
      item.setAttribute('aria-pressed', 'false');
      item.setAttribute('tabindex', position === 0 ? '0' : '-1');
      item.addEventListener('click', () => choose(item));
      item.addEventListener('keydown', (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (step === undefined && event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        if (step === undefined) {
          choose(item);
          return;
        }
        const next = items[(position + step + items.length) % items.length];
        item.setAttribute('tabindex', '-1');
        next.setAttribute('tabindex', '0');
        next.focus();
      });
    });
  }
})();
