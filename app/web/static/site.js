// Comfort only: every page works without this script.

// Answers are checked in place.

const main = document.querySelector('main');

const say = (question, words) => {
  let problem = question.querySelector('.problem');
  if (!problem) {
    problem = document.createElement('p');
    problem.className = 'problem';
    problem.tabIndex = -1;
    question.querySelector('.actions').before(problem);
  }
  problem.textContent = words;
  problem.focus();
};

const show = (question, page, what) => {
  const now = page.getElementById(question.id);
  if (!now) {
    const [heading, ...texts] = [...page.querySelectorAll('main h1, main [data-said]')].map((part) => part.textContent);
    return say(question, heading ? [`${heading}.`, ...texts].join(' ') : main.dataset.offline);
  }
  // The first answer begins a session, whose token the forms of the other questions need as well.
  const token = page.querySelector('[name=token]')?.value;
  question.replaceWith(now);
  for (const old of document.querySelectorAll('[data-live]')) old.replaceWith(page.getElementById(old.id) ?? old);
  for (const field of document.getElementsByName('token')) field.value = token ?? field.value;
  (now.querySelector('.note, .problem, .verdict') ?? [...now.querySelectorAll(what)].pop() ?? now.querySelector('.stem')).focus();
};

const send = async (question, address, options, what) => {
  if (question.ariaBusy) return;
  question.ariaBusy = 'true';
  try {
    const answer = await fetch(address, options);
    show(question, new DOMParser().parseFromString(await answer.text(), 'text/html'), what);
  } catch {
    say(question, main.dataset.offline);
  }
  question.ariaBusy = null;
};

addEventListener('submit', (event) => {
  const question = event.target.closest('[data-question]');
  if (!question) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target));
  body.append(event.submitter.name, event.submitter.value);
  send(question, event.target.action, { method: 'POST', body }, body.get('do') == 'hint' ? '.hint' : '.stem');
});

addEventListener('click', (event) => {
  const link = event.target.closest('a[data-again]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  send(link.closest('[data-question]'), link.href, {}, '.stem');
});

addEventListener('pageshow', () => {
  for (const question of document.querySelectorAll('[data-question]')) question.ariaBusy = null;
});

// Where somebody stops reading is remembered.

let start;
addEventListener('load', () => (start = scrollY));

document.addEventListener('visibilitychange', () => {
  const form = document.getElementById('page-place');
  if (!form || document.visibilityState != 'hidden' || Math.abs(scrollY - start) < 99) return;
  const above = [...document.querySelectorAll('main :is(h2, h3)[id]:not(.label), [data-question]')].filter(
    (place) => place.getBoundingClientRect().top < innerHeight / 2,
  );
  if (!above.length) return;
  form.anchor.value = above.pop().id;
  navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)));
});
