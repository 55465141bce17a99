// A story goes on in place, so that one step back leaves it instead of passing each decision again.

const main = document.querySelector('main');

const say = (offers, words) => {
  offers.querySelector('.problem')?.remove();
  const problem = document.createElement('p');
  problem.className = 'problem';
  problem.tabIndex = -1;
  problem.textContent = words;
  offers.querySelector('button').before(problem);
  problem.focus();
};

const show = (page, address) => {
  main.replaceChildren(...page.querySelector('main').childNodes);
  document.title = page.title;
  history.replaceState(null, '', address);
  const first = main.querySelector('#note') ?? main.querySelector('#after') ?? main;
  first.scrollIntoView();
  first.focus({ preventScroll: true });
};

addEventListener('submit', async (event) => {
  const offers = event.target.closest('.offers');
  if (!offers) return;
  event.preventDefault();
  if (offers.ariaBusy) return;
  offers.ariaBusy = 'true';
  const body = new URLSearchParams(new FormData(offers));
  body.append(event.submitter.name, event.submitter.value);
  try {
    const answer = await fetch(offers.action, { method: 'POST', body });
    show(new DOMParser().parseFromString(await answer.text(), 'text/html'), answer.url);
  } catch {
    say(offers, main.dataset.offline);
  }
  offers.ariaBusy = null;
});

addEventListener('pageshow', () => {
  for (const offers of document.querySelectorAll('.offers')) offers.ariaBusy = null;
});
