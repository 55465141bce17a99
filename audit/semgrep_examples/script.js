// ruleid: markup-from-text
node.innerHTML = answer;
// ruleid: markup-from-text
node.insertAdjacentHTML('beforeend', answer);
// ok: markup-from-text
node.textContent = answer;

// ruleid: kept-in-browser
localStorage.setItem('answer', answer);
// ruleid: kept-in-browser
document.cookie = 'seen=yes';
// ok: kept-in-browser
node.dataset.seen = 'yes';

// ruleid: message-from-any-window
addEventListener('message', take);
// ruleid: message-from-any-window
window.opener.postMessage(answer, '*');
// ok: message-from-any-window
addEventListener('submit', send);
