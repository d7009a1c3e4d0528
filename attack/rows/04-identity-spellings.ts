import { BUDGET, enrol, evaluatedGuesses, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { ask, fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';
import { budgetFor } from '../weaken-charge.ts';

const MSISDN = '254711000042';
const SPELLINGS = [
  ...[MSISDN, `+${MSISDN}`, `00${MSISDN}`, ` ${MSISDN}`, `${MSISDN} `],
  ...['254-711-000-042', '254 711 000 042', '+254 (711) 000042', '٢٥٤٧١١٠٠٠٠٤٢'],
  ...['２５４７１１００００４２', `${MSISDN}\u200b`, `0${MSISDN}`],
];

export const identitySpellings: Row = {
  number: 4,
  title: 'identity spellings',
  wants: 'a budget for each way one person can be written',
  holds: 'the budget belongs to the subject that was found, however it was named',
  weakening: {
    what: 'keeps the budget by the text that named the subject',
    edits: [
      {
        file: 'http/pipeline/open-call.ts',
        find: 'dialect: dialect.name, source, requestId, arrivedAt',
        put: `named: /"identifier":"([^"]*)"/.exec(Buffer.from(request.body).toString())?.[1] ??
      request.address, dialect: dialect.name, source, requestId, arrivedAt`,
      },
      ...budgetFor('(call as any).named'),
    ],
    shows: /^\d+ guesses at one person were evaluated under different spellings$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const id = fresh('Ann');
    await enrol(target, { id, identifiers: [{ type: 'msisdn', value: MSISDN }] });
    const escaped = [...id].map((each) => `%${each.charCodeAt(0).toString(16)}`).join('');
    for (let round = 0; round < BUDGET + 1; round += 1) {
      for (const spelling of SPELLINGS) await logInByPhone(target, spelling, round);
      const names = [escaped, escaped.toLowerCase(), id.toUpperCase(), `${id}%00`, `x/../${id}`];
      for (const name of names) {
        await target.call('POST', `/v1/subjects/${name}/pin/verify`, { pin: WRONG_PIN });
      }
      await verify(target, id, WRONG_PIN);
    }
    const evaluated = await evaluatedGuesses(target, id);
    mustBeSo(evaluated >= BUDGET, `only ${evaluated} guesses arrived`);
    mustHold(
      evaluated === BUDGET,
      `${evaluated} guesses at one person were evaluated under different spellings`,
    );
  },
};

function logInByPhone({ demo, baseUrl }: Target, identifier: string, round: number) {
  const { username, password } = demo.mobileBanking;
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  const payload = {
    api_request_id: fresh(`r${round}`),
    identifier_type: 'MSISDN',
    identifier,
    device_identifier_type: 'IMSI',
    device_identifier: '639020000000042',
    pin: WRONG_PIN,
  };
  const url = `${baseUrl}/mobile-banking/api/mbanking/ProcessRequest`;
  return ask(url, 'POST', { action: 'LOGIN', payload }, { authorization: `Basic ${credentials}` });
}
