import { W3SSdk } from '@circle-fin/w3s-pw-web-sdk';
import { ask, type Kind } from './ask.ts';
import { field, show, showNotice } from './show.ts';

const POLL_MS = 1000;
const POLLS_MAX = 120;

const sdk = new W3SSdk();

/**
 * The one line that points Circle's browser SDK at another server: it has no setting for it.
 * A bare origin, without a slash at the end.
 */
const pointed = ask('config', {}).then(({ serviceUrl }) => Object.assign(sdk, { serviceUrl }));

/** One click: the backend makes a user, a token and a challenge, as a wallet's own would. */
async function fetchDemo(kind: Kind): Promise<void> {
  show('message', 'Asking the backend…');
  const values = await ask('challenge', { kind });
  for (const name of ['appId', 'userToken', 'encryptionKey', 'challengeId'] as const) {
    field(name).value = values[name];
  }
  show('message', 'Ready. Press Execute.');
}

/** Opens the PIN page and waits for what it says; errors may come first, the result comes last. */
async function execute(): Promise<void> {
  await pointed;
  const challengeId = field('challengeId').value;
  const userToken = field('userToken').value;
  sdk.setAppSettings({ appId: field('appId').value });
  sdk.setAuthentication({ userToken, encryptionKey: field('encryptionKey').value });
  // Somebody forgot the PIN: the same frame goes on with a challenge that asks for the answers.
  sdk.setOnForgotPin(() => {
    attempt(async () => {
      await fetchDemo('restore');
      await execute();
    });
  });
  sdk.execute(challengeId, (error, result) => {
    if (error) show('message', `${error.message} (${error.code})`);
    else if (result) show('message', `The page says: ${result.type} ${result.status}`);
  });
  void watch(userToken, challengeId);
}

let watched = '';

/** The page can be closed or lie: what counts is what the backend reads and is told. */
async function watch(userToken: string, challengeId: string): Promise<void> {
  watched = challengeId;
  show('webhook', 'waiting');
  showNotice(null);
  for (let polls = 0; polls < POLLS_MAX && watched === challengeId; polls += 1) {
    const { status, pinStatus, notice } = await ask('status', { userToken, challengeId });
    show('status', status);
    show('pinStatus', pinStatus);
    if (notice !== null) {
      const proof = notice.verified ? 'its signature is right' : 'ITS SIGNATURE IS WRONG';
      show('webhook', `${notice.type} arrived, ${proof}`);
      showNotice(notice.text);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function attempt(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    show('message', error instanceof Error ? error.message : String(error));
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-kind]')) {
  button.addEventListener('click', () => {
    attempt(() => fetchDemo(button.dataset['kind'] as Kind));
  });
}
document.getElementById('execute')?.addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(execute);
});
