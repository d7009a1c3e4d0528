import { html } from '../../pages/html.ts';
import type { Messages } from './messages.ts';
import { SW_PROMPT } from './prompt/sw.ts';

export const SW: Messages = {
  direction: 'ltr',
  ownName: 'Kiswahili',
  languages: 'Lugha',
  home: {
    title: 'Ukurasa wako wa PIN hufunguka kwa kiungo',
    text: 'Programu yako hutengeneza kiungo unapoweka, unapobadilisha au unaporejesha PIN. Rudi kwenye programu yako uanzie hapo.',
  },
  nowhere: {
    title: 'Kiungo hiki hakielekei popote',
    text: 'Huenda hakijakamilika au ni cha zamani sana. Rudi kwenye programu yako uombe kingine.',
  },
  tasks: {
    set: {
      title: 'Chagua PIN yako',
      lead: 'Tumia tarakimu unazozijua wewe tu. Siku ya kuzaliwa au 1234 hukisiwa kwanza.',
      button: 'Hifadhi PIN',
      done: 'PIN yako imewekwa',
    },
    change: {
      title: 'Badilisha PIN yako',
      lead: 'Kwanza PIN uliyo nayo sasa, kisha ile unayoitaka.',
      button: 'Badilisha PIN',
      done: 'PIN yako imebadilishwa',
    },
    verify: {
      title: 'Andika PIN yako',
      lead: 'PIN unayotumia sasa.',
      button: 'Thibitisha',
      done: 'PIN yako imethibitishwa',
    },
    recover: {
      title: 'Chagua PIN mpya',
      lead: 'Tumia tarakimu unazozijua wewe tu. Siku ya kuzaliwa au 1234 hukisiwa kwanza.',
      button: 'Hifadhi PIN mpya',
      done: 'PIN yako mpya imewekwa',
    },
    set_questions: {
      title: 'Chagua maswali yako ya usalama',
      lead: 'Ukisahau PIN yako, majibu yako yatakuwezesha kuchagua nyingine.',
      button: 'Hifadhi maswali',
      done: 'Maswali yako ya usalama yamehifadhiwa',
    },
    initialise: {
      title: 'Andaa PIN yako',
      lead: 'PIN, pamoja na maswali yatakayokuwezesha kuchagua nyingine ukiisahau.',
      button: 'Hifadhi',
      done: 'PIN yako iko tayari',
    },
  },
  fields: {
    pin: 'PIN',
    currentPin: 'PIN ya sasa',
    newPin: 'PIN mpya',
    repeatPin: 'PIN mpya tena',
    repeatNote: 'Mara moja tena, ili kuhakikisha ulichoandika.',
    digits: (min, max) => (min === max ? `Tarakimu ${min}` : `Tarakimu ${min} hadi ${max}`),
    show: 'Onyesha',
    hide: 'Ficha',
    question: (number) => `Swali la ${number}`,
    chooseQuestion: 'Chagua swali',
    ownQuestion: 'Au andika swali lako mwenyewe',
    answer: 'Jibu',
    hint: 'Dokezo (si lazima)',
    hintNote: 'Utaliona kando ya swali. Lisifichue jibu.',
    code: 'Namba iliyo kwenye ujumbe',
  },
  busy: 'Subiri kidogo…',
  forgot: 'Umesahau PIN?',
  defaultQuestions: [
    'Mnyama wako wa kwanza wa kufuga aliitwaje?',
    'Wazazi wako walikutana katika mji gani?',
    'Mwalimu wako wa kwanza aliitwa nani?',
    'Ulipokuwa mtoto ulitaka kuwa nani?',
    'Ulikulia katika mtaa gani?',
    'Chakula gani ulijifunza kupika kwanza?',
    'Jina lako la utani utotoni lilikuwa lipi?',
    'Simu yako ya kwanza ilikuwa ya aina gani?',
  ],
  proof: {
    title: 'Umesahau PIN?',
    lead: 'Kwanza onyesha kwamba ni wewe. Kisha utachagua PIN mpya.',
    answers: 'Jibu maswali yako',
    hintIs: (hint) => `Dokezo lako: ${hint}`,
    checkAnswers: 'Angalia majibu',
    byCode: 'Pata namba ya uthibitisho',
    byCodeLead: 'Tunaituma kwa barua pepe au ujumbe mfupi, mahali tunapokujua.',
    sendCode: 'Nitumie namba',
    codeSent: (digits, minutes) =>
      `Tumekutumia namba yenye tarakimu ${digits}. Inafanya kazi kwa dakika ${minutes}.`,
    checkCode: 'Angalia namba',
    sendAgain: 'Tuma namba mpya',
    otherWay: 'Jaribu njia nyingine',
    neither:
      'Hapa hakuna njia ya kuonyesha kwamba ni wewe: hakuna maswali ya usalama wala mahali pa kutuma namba. Omba msaada kwa huduma kwa wateja.',
    proven: 'Ni sahihi. Sasa chagua PIN mpya.',
  },
  over: {
    used: { title: 'Kiungo hiki kimeshatumika', text: 'Hakuna cha kufanya zaidi hapa.' },
    expired: {
      title: 'Muda wa kiungo hiki umekwisha',
      text: 'Hakuna kilichobadilishwa. Rudi kwenye programu yako uombe kingine.',
    },
    locked: 'Imefungwa kwa sasa',
    pinExists: {
      title: 'Tayari una PIN',
      text: 'Hakuna cha kuweka hapa. Ukitaka nyingine, badilisha PIN kwenye programu yako.',
    },
    noPin: {
      title: 'Bado huna PIN',
      text: 'Rudi kwenye programu yako uweke PIN kwanza.',
    },
    pinIsKey: {
      title: 'PIN yako iko kwenye programu yako',
      text: 'Haiwezi kuandikwa hapa. Rudi kwenye programu yako uthibitishe huko.',
    },
    questionsExist: {
      title: 'Maswali yako ya usalama yameshawekwa',
      text: 'Hakuna cha kufanya zaidi hapa.',
    },
    gone: {
      title: 'Akaunti hii haipo tena',
      text: 'Rudi kwenye programu yako. Ikiwa hukutarajia hili, uliza huduma kwa wateja.',
    },
    mustChange: {
      title: 'Lazima ubadilishe PIN yako kwanza',
      text: 'Ni sahihi, lakini lazima ibadilishwe kabla ya kutumika. Rudi kwenye programu yako uibadilishe.',
    },
    back: 'Rudi kwenye programu',
    close: 'Unaweza kufunga ukurasa huu.',
  },
  lock: {
    pin: 'Umekosea mara nyingi mno.',
    answers: 'Majibu yasiyo sahihi yamezidi.',
    codes: 'Namba zisizo sahihi zimezidi.',
    until: (time, wait) => html`Unaweza kujaribu tena ifikapo ${time} (${wait}).`,
    minutes: (count) => (count === 1 ? 'baada ya dakika moja' : `baada ya dakika ${count}`),
    hours: (count) => (count === 1 ? 'baada ya saa moja' : `baada ya saa ${count}`),
    days: (count) => (count === 1 ? 'baada ya siku moja' : `baada ya siku ${count}`),
    support: 'Huduma kwa wateja pekee ndiyo inayoweza kuifungua.',
    again: 'Unaweza kujaribu tena sasa.',
    newLink: 'Ili kufanya hivyo, rudi kwenye programu yako uombe kiungo kipya.',
  },
  problems: {
    wrongPin: (left) => `PIN si sahihi. ${triesLeft(left)}`,
    wrongAnswers: (left) => `Angalau jibu moja si sahihi. ${triesLeft(left)}`,
    wrongCode: (left) =>
      left === 0 ? 'Namba si sahihi. Omba nyingine.' : `Namba si sahihi. ${triesLeft(left)}`,
    codeClosed: 'Namba hii haifanyi kazi tena. Omba nyingine.',
    codeMalformed: (digits) => `Namba ina tarakimu ${digits}. Hujapoteza jaribio.`,
    codeUnavailable: 'Kwa sasa hatuwezi kukutumia namba.',
    codeLimited:
      'Misimbo ya kutosha imetumwa kwa sasa. Tafuta wa karibuni zaidi, au jaribu tena baada ya robo saa.',
    answersMissing: 'Jibu maswali yote. Hujapoteza jaribio.',
    pinMalformed: 'PIN ni tarakimu 4 hadi 12 bila kitu kingine. Hujapoteza jaribio.',
    mismatch: 'PIN hizo mbili mpya hazilingani. Ziandike zote tena.',
    grantInvalid: 'Imechukua muda mrefu, au imekataliwa mara nyingi. Onyesha tena kwamba ni wewe.',
    scriptNeeded:
      'Ukurasa huu unahitaji JavaScript ili kuficha unachoandika. Iwashe kisha fungua ukurasa tena.',
    incomplete: 'Kuna kitu kinakosekana. Jaza sehemu zote.',
    unreadable: {
      title: 'Fomu hii haikuweza kusomwa',
      text: 'Hakuna kilichobadilishwa na hujapoteza jaribio.',
    },
    busy: {
      title: 'Maombi ni mengi kwa sasa',
      text: 'Hakuna kilichobadilishwa na hujapoteza jaribio. Jaribu tena baada ya muda mfupi.',
    },
    broken: {
      title: 'Kuna hitilafu imetokea',
      text: 'Si kosa lako. Jaribu tena baada ya dakika chache.',
    },
    tryAgain: 'Jaribu tena',
  },
  rules: {
    format: () => 'Tumia tarakimu 0 hadi 9 pekee.',
    length: (min, max) =>
      min === max
        ? `Chagua PIN yenye tarakimu ${min}.`
        : `Chagua PIN yenye tarakimu ${min} hadi ${max}.`,
    repeated: () => 'Tarakimu zinazojirudia hukisiwa kwanza. Changanya tarakimu tofauti.',
    sequence: () => 'Tarakimu zinazofuatana, kama 1234, hukisiwa kwanza. Zichanganye.',
    year: () => 'Inafanana na mwaka. Chagua tarakimu ambazo si mwaka.',
    date: () => 'Inafanana na tarehe. Chagua tarakimu ambazo si tarehe.',
    keypad: () => 'Ni mchoro kwenye vitufe. Chagua tarakimu zisizochora umbo.',
    common: () => 'Watu wengi wana PIN hii, hivyo hukisiwa kwanza. Chagua isiyo ya kawaida.',
    personal: () => 'PIN hii ni sehemu ya taarifa zako. Chagua tarakimu zisizokuhusu.',
    same_as_current: () => 'Hii ndiyo PIN uliyo nayo sasa. Chagua nyingine.',
    history: () => 'Umewahi kutumia PIN hii. Chagua ambayo hujawahi kuitumia.',
  },
  questionRules: {
    count: 'Chagua maswali mawili.',
    question_length: 'Chagua swali, au andika lenye angalau herufi 2.',
    characters: 'Ondoa herufi zisizoonekana.',
    question_repeated: 'Chagua maswali mawili tofauti.',
    answer_empty: 'Jibu swali hili.',
    answer_length: 'Jibu hili ni refu mno. Chagua fupi zaidi.',
    hint_is_answer: 'Dokezo lisiwe jibu lenyewe. Libadilishe au uliondoe.',
  },
  prompt: SW_PROMPT,
};

function triesLeft(count: number): string {
  return count === 1 ? 'Limebaki jaribio 1.' : `Yamebaki majaribio ${count}.`;
}
