// Comfort only: every page works without this script.

const box = document.querySelector('form.box');
const fields = [...box.querySelectorAll('textarea')];
const findings = document.getElementById('page-findings');
const place = document.querySelector('.sheet [data-open]');
const key = `text ${box.action}`;

// What was typed survives a lost connection or session, in this browser alone, until it is saved.

const typed = () => JSON.stringify(fields.map((field) => field.value));
const given = typed();

const keep = () => {
  try {
    if (typed() == given) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ given, typed: typed() }));
  } catch {
    // A browser may refuse to keep anything; then there is nothing to bring back.
  }
};

const bringBack = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    if (!kept) return;
    // Typed over another text than this one: it was saved in between, here or elsewhere.
    if (kept.given != given) return localStorage.removeItem(key);
    JSON.parse(kept.typed).forEach((text, at) => (fields[at].value = text));
    look();
  } catch {
    // As above.
  }
};

// Checks as you type, and the text in its place.

let waiting;
let asked = 0;

const show = (page) => {
  const open = findings.querySelector('details[open] input');
  if (open?.value) return;
  findings.replaceChildren(page.querySelector('.findings'));
  const here = place?.querySelectorAll(`[data-text="${place.dataset.open}"]`) ?? [];
  for (const one of here) {
    one.innerHTML = page.querySelector('.looked').innerHTML;
    one.className = 'text';
  }
};

const look = async () => {
  const number = ++asked;
  const body = new URLSearchParams(new FormData(box));
  try {
    const answer = await fetch(box.dataset.look, { method: 'POST', body });
    if (answer.ok && number == asked) show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  } catch {
    // Without a connection nothing is checked; what is typed is kept.
  }
};

addEventListener('input', (event) => {
  if (!fields.includes(event.target)) return;
  keep();
  clearTimeout(waiting);
  waiting = setTimeout(look, 400);
});

// Placeholders and links, and the translations of others, put into the box.

let last = fields[0];
for (const field of fields) field.addEventListener('focus', () => (last = field));

const put = (text, all) => {
  last.focus();
  if (all) last.select();
  // What is put in can be taken back with the browser's own undo.
  if (!document.execCommand('insertText', false, text)) last.setRangeText(text, last.selectionStart, last.selectionEnd, 'end');
  last.dispatchEvent(new Event('input', { bubbles: true }));
};

const insert = (pattern) => {
  const words = last.value.slice(last.selectionStart, last.selectionEnd);
  // A link is put around the words that are chosen.
  put(pattern.startsWith('](') ? `[${words}${pattern}` : pattern);
};

for (const hidden of document.querySelectorAll('.inserts, [data-take]')) hidden.hidden = false;

addEventListener('click', (event) => {
  const { insert: pattern, take } = event.target.dataset ?? {};
  if (pattern !== undefined) insert(pattern);
  if (take !== undefined) put(take, true);
});

// A text in the page is the way to it.

place?.addEventListener('click', (event) => {
  const text = event.target.closest('[data-text]');
  if (!text || event.target.closest('summary')) return;
  event.preventDefault();
  const { action } = box;
  location.href = action.replace(/[0-9a-f]{16}(?=$|\?)/, text.dataset.text);
});

const here = place?.querySelector(`[data-text="${place.dataset.open}"]`);
if (here) {
  // Only the page beside it is scrolled.
  place.scrollTop = here.getBoundingClientRect().top - place.getBoundingClientRect().top - place.clientHeight / 3;
}

// Keys

const press = (value) => box.requestSubmit(box.querySelector(`[value="${value}"]`));
const follow = (name) => document.querySelector(`[data-key="${name}"]`)?.click();

addEventListener('keydown', (event) => {
  const acts = {
    'Control+Enter': () => press('next'),
    'Control+Shift+Enter': () => press('stay'),
    'Alt+ArrowDown': () => follow('skip'),
    'Alt+ArrowUp': () => follow('back'),
    'Alt+KeyS': () => follow('stale'),
    'Alt+KeyA': () => document.querySelector('[data-take]')?.click(),
    'Control+Slash': () => document.querySelector('.keys').toggleAttribute('open'),
  };
  const held = ['Control', 'Alt', 'Shift'].filter((name) => event[{ Control: 'ctrlKey', Alt: 'altKey', Shift: 'shiftKey' }[name]]);
  const number = held.join() == 'Alt' && /^Digit([1-9])$/.exec(event.code);
  const act = number ? () => document.querySelectorAll('[data-insert]')[number[1] - 1]?.click() : acts[[...held, event.code].join('+')];
  if (!act) return;
  event.preventDefault();
  act();
});

// What was sent is the server's to keep; if it doesn't arrive, it is brought back here.
addEventListener('pageshow', bringBack);
