import { announce } from './announce.ts';

const REFRESH_MS = 2000;
const WORKING = 'New messages appear by themselves.';
const FAILING = 'The server does not answer. Trying again.';

/**
 * Keeps the inbox up to date by reading its own page again. The server renders a message in one
 * place, and by its own clock, which in dev mode is not the browser's.
 */
async function refresh(inbox: Element, hint: Element): Promise<void> {
  try {
    const response = await fetch(location.href, { cache: 'no-store' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.getElementById('inbox');
    if (fresh !== null) show(inbox, fresh);
    hint.textContent = WORKING;
  } catch {
    hint.textContent = FAILING;
  }
}

function show(inbox: Element, fresh: Element): void {
  const list = inbox.querySelector('ol');
  const freshList = fresh.querySelector('ol');
  let arrived = 0;
  if (list !== null && freshList !== null) {
    arrived = mergeMessages(list, freshList);
  } else if (list !== null || freshList !== null) {
    arrived = freshList?.childElementCount ?? 0;
    inbox.replaceChildren(...fresh.children);
  }
  if (arrived > 0) announce(arrived === 1 ? 'A new message.' : `${arrived} new messages.`);
}

/**
 * Leaves a message that did not change where it is, and with it the focus somebody put there.
 * Answers how many are new.
 */
function mergeMessages(list: Element, fresh: Element): number {
  const gone = new Map([...list.children].map((message) => [message.id, message]));
  let added = 0;
  // From the oldest on, so that each new one goes on top of those before it.
  for (const message of [...fresh.children].reverse()) {
    const shown = gone.get(message.id);
    gone.delete(message.id);
    if (shown === undefined) {
      list.prepend(message);
      added += 1;
    } else if (shown.className !== message.className) {
      shown.replaceWith(message);
    }
  }
  for (const message of gone.values()) message.remove();
  return added;
}

const inbox = document.getElementById('inbox');
const hint = document.getElementById('inbox-hint');
if (inbox !== null && hint !== null) {
  hint.textContent = WORKING;
  setInterval(() => {
    if (!document.hidden) void refresh(inbox, hint);
  }, REFRESH_MS);
}
