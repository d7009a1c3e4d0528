import type { Wording } from './english.ts';

const CHOOSE =
  'Tarakimu unazozijua wewe tu. Si siku ya kuzaliwa wala 123456: hizo hukisiwa kwanza.';
const AGAIN = 'Mara moja tena, ili kuhakikisha umeandika ulichokusudia.';

export const SWAHILI: Wording = {
  screens: {
    common: {
      continue: 'Endelea',
      showPin: 'Onyesha PIN',
      hidePin: 'Ficha PIN',
      confirm: 'Thibitisha',
      retry: 'Jaribu tena',
    },
    initPincode: { headline: 'Chagua {{pin}} yako', headline2: 'PIN', subhead: CHOOSE },
    confirmInitPincode: {
      headline: 'Andika {{pin}} yako tena',
      headline2: 'PIN',
      subhead: AGAIN,
    },
    enterPincode: {
      headline: 'Andika {{pin}} yako',
      headline2: 'PIN',
      subhead: 'PIN unayotumia sasa.',
      forgotPin: 'Umesahau PIN?',
    },
    newPincode: { headline: 'Chagua {{pin}} mpya', headline2: 'PIN', subhead: CHOOSE },
    confirmNewPincode: {
      headline: 'Andika {{pin}} mpya tena',
      headline2: 'PIN',
      subhead: AGAIN,
    },
    recoverPincode: {
      headline: 'Jibu {{pin}} yako',
      headline2: 'maswali ya usalama',
      subhead: 'Ukijibu sawasawa utachagua PIN mpya.',
      answerInputHeader: 'Jibu lako',
      answerInputPlaceholder: 'Andika jibu lako',
    },
    securityIntros: {
      headline: 'Weka {{method}} endapo utasahau PIN yako',
      headline2: 'maswali ya usalama',
      description:
        'Majibu yako yatakuwezesha kuchagua PIN mpya ukisahau hii. Hakuna mwingine anayeyajua: si programu, si sisi.',
      link: 'Jifunze zaidi',
    },
    securityQuestions: {
      title: 'Chagua maswali yako ya usalama',
      questionHeader: 'Swali',
      questionPlaceholder: 'Chagua swali',
      requiredMark: '*',
      answerHeader: 'Jibu',
      answerPlaceholder: 'Andika jibu lako',
      answerHintHeader: 'Dokezo (si lazima)',
      answerHintPlaceholder: 'Kitu kinachokukumbusha wewe tu',
    },
    securitySummary: {
      title: 'Hakiki maswali na majibu yako',
      question: 'Swali la {{ordinal}}',
    },
    securityConfirm: {
      title: 'Kabla ya kumaliza',
      headline: 'Tafadhali soma haya na uthibitishe kuwa umeelewa.',
      inputHeadline: 'Andika "{{phrase}}" ili kuendelea',
      inputPlaceholder: '{{phrase}}',
      inputMatch: 'Nakubali',
    },
  },
  statements: [
    'Ninahitaji PIN yangu au majibu yangu yote ili kuingia.',
    'Nikisahau vyote viwili, ninaweza kupoteza uwezo wa kuingia.',
  ],
  page: {
    close: 'Funga',
    back: 'Rudi',
    loading: 'Subiri kidogo…',
    pin: 'PIN',
    digit: 'Tarakimu ya {n} kati ya {total} ya PIN',
    hint: 'Dokezo',
    done: 'Tayari',
    ended: 'Unaweza kufunga ukurasa huu',
    offline: 'Hakuna muunganisho',
    elsewhere: 'Ukurasa wako wa PIN hufunguka kwa kiungo katika programu yako',
    goBack: 'Rudi kwenye programu yako uanzie hapo.',
  },
  errors: {
    wrongPin: 'Hiyo si PIN yako.',
    wrongAnswers: 'Angalau jibu moja si sahihi.',
    pinLocked: 'PIN zisizo sahihi zimezidi.',
    answersLocked: 'Majibu yasiyo sahihi yamezidi.',
    until: 'Unaweza kujaribu tena baada ya: {time}.',
    expired: 'Ombi hili limepitwa na wakati. Rudi kwenye programu yako uanze upya.',
    settled: 'Ombi hili limeshatumika. Rudi kwenye programu yako uanze upya.',
    session: 'Programu yako haikutambulika. Irudie uanze upya.',
    disabled: 'Akaunti yako imezimwa. Waulize wanaoendesha programu.',
    pinsDiffer: 'PIN hizo mbili hazilingani. Chagua PIN yako tena.',
    weakPin: 'PIN hii ni rahisi kukisia. Chagua nyingine.',
    usedPin: 'Umewahi kutumia PIN hii. Chagua nyingine.',
    personalPin: 'PIN hii ni sehemu ya taarifa zako binafsi. Chagua nyingine.',
    hintIsAnswer: 'Dokezo lisiwe jibu lenyewe. Libadilishe au uliondoe.',
    tooSlow: 'Imechukua muda mrefu mno. Jibu maswali yako tena.',
    badQuestions: 'Rekebisha au fupisha maswali, majibu na vidokezo vyako.',
    network: 'Hitilafu ya mtandao: seva haikujibu. Angalia muunganisho wako ujaribu tena.',
    other: 'Haikufanikiwa. Tafadhali jaribu tena.',
    final: 'Haikufanikiwa. Rudi kwenye programu yako uanze upya.',
  },
  triesLeft: { one: 'Limebaki jaribio {n}', other: 'Yamebaki majaribio {n}' },
  questions: {
    text: [
      'Mnyama wako wa kwanza wa kufuga aliitwaje?',
      'Wazazi wako walikutana katika mji gani?',
      'Mwalimu wako wa kwanza aliitwa nani?',
      'Ulipokuwa mtoto ulitaka kuwa nani?',
      'Ulikulia katika mtaa gani?',
      'Chakula gani ulijifunza kupika kwanza?',
      'Jina lako la utani utotoni lilikuwa lipi?',
      'Tamasha gani ulihudhuria kwanza?',
      'Simu yako ya kwanza ilikuwa ya aina gani?',
    ],
    date: ['Bibi yako alizaliwa siku gani?'],
  },
};
