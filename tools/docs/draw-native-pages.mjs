const THEME = {
  accent: '#6b2d8f',
  onAccent: '#ffffff',
  paper: '#f3ecf8',
  surface: '#ffffff',
  ink: '#2a1238',
};
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="10" fill="#6b2d8f"/><path d="M12 28V12h9a5 5 0 0 1 0 10h-9" fill="none" stroke="#fff" stroke-width="4"/></svg>';
const TENANT = { theme: THEME, logo: `data:image/svg+xml;base64,${btoa(LOGO)}` };
const QUESTIONS = [
  { question: 'What was the name of your first pet?', answer: 'Rex', hint: 'a dog' },
  { question: 'In which town did your parents meet?', answer: 'Kisumu' },
];

let people = 0;

/** Every native page, by the steps that lead there. */
export async function drawNativePages(server, open) {
  for (const theme of ['plain', 'tenant']) {
    const pages = theme === 'plain' ? { theme: {}, logo: null } : TENANT;
    await server.admin('PATCH', '/tenants/demo', { pages });
    const { page, shoot, close } = await open(theme);
    const go = async (type, person, query = '') => {
      const body = { type, subject: person, returnUrl: 'https://wallet.example/' };
      const { url } = (await server.call('POST', '/v1/challenges', body)).body;
      await page.goto(`${url}${query}`);
    };
    const fill = async (values) => {
      for (const [id, value] of Object.entries(values)) await page.fill(`#${id}`, value);
    };
    const submit = () => page.click('form[data-pad] button[type=submit]');

    const fresh = await makePerson(server);
    await go('set', fresh);
    await shoot('set', 'First PIN');
    await go('set', fresh, '?lang=ar');
    await shoot('set-arabic', 'First PIN, in Arabic');
    await go('set', fresh);
    await fill({ newPin: '123456', repeatPin: '123456' });
    await submit();
    await shoot('set-refused', 'A PIN that is easy to guess');
    await fill({ newPin: '739205', repeatPin: '739205' });
    await submit();
    await shoot('done', 'Done');

    await go('set_questions', fresh);
    await shoot('questions', 'Security questions');
    await server.call('PUT', `/v1/subjects/${fresh}/questions`, {
      ...{ questions: QUESTIONS, currentPin: '739205' },
    });
    await go('change', fresh);
    await shoot('change', 'Change');
    await go('verify', fresh);
    await shoot('verify', 'Verify');
    await fill({ currentPin: '190734' });
    await submit();
    await shoot('verify-wrong', 'A wrong PIN');
    for (let tries = 0; tries < 4; tries += 1) {
      await fill({ currentPin: '190734' });
      await submit();
    }
    await shoot('locked', 'The last try was wrong');
    await go('recover', fresh);
    await shoot('recover', 'Forgotten PIN');
    await fill({ answer1: 'rex', answer2: 'kisumu' });
    await submit();
    await shoot('recover-new', 'A new PIN after the answers');
    await page.goto(`${server.padUrl}/c/gone`);
    await shoot('nowhere', 'A link that leads nowhere');
    await close();
  }
  await server.admin('PATCH', '/tenants/demo', { pages: { theme: {}, logo: null } });
}

async function makePerson(server) {
  people += 1;
  const id = `drawn-${people}`;
  const email = { type: 'email', value: `${id}@example.com` };
  await server.call('POST', '/v1/subjects', { id, identifiers: [email] });
  return id;
}
