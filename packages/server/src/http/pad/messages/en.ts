import { html } from '../../pages/html.ts';
import type { Messages } from './messages.ts';
import { EN_PROMPT } from './prompt/en.ts';

export const EN: Messages = {
  direction: 'ltr',
  ownName: 'English',
  languages: 'Language',
  home: {
    title: 'Your PIN page opens from a link',
    text: 'An app makes the link when you set, change or recover a PIN. Go back to your app and start there.',
  },
  nowhere: {
    title: 'This link leads nowhere',
    text: 'It may be incomplete or too old. Go back to your app and ask for a new one.',
  },
  tasks: {
    set: {
      title: 'Choose your PIN',
      lead: 'Take digits that only you know. A birthday or 1234 is guessed first.',
      button: 'Save PIN',
      done: 'Your PIN is set',
    },
    change: {
      title: 'Change your PIN',
      lead: 'First the PIN you have now, then the one you want.',
      button: 'Change PIN',
      done: 'Your PIN is changed',
    },
    verify: {
      title: 'Enter your PIN',
      lead: 'The PIN you use now.',
      button: 'Confirm',
      done: 'Your PIN is confirmed',
    },
    recover: {
      title: 'Choose a new PIN',
      lead: 'Take digits that only you know. A birthday or 1234 is guessed first.',
      button: 'Save new PIN',
      done: 'Your new PIN is set',
    },
    set_questions: {
      title: 'Choose your security questions',
      lead: 'If you forget your PIN, your answers let you choose a new one.',
      button: 'Save questions',
      done: 'Your security questions are saved',
    },
    initialise: {
      title: 'Set up your PIN',
      lead: 'A PIN, and questions that let you choose a new one if you forget it.',
      button: 'Save',
      done: 'Your PIN is set up',
    },
  },
  fields: {
    pin: 'PIN',
    currentPin: 'Current PIN',
    newPin: 'New PIN',
    repeatPin: 'New PIN again',
    repeatNote: 'Once more, to be sure of what you typed.',
    digits: (min, max) => (min === max ? `${min} digits` : `${min} to ${max} digits`),
    show: 'Show',
    hide: 'Hide',
    question: (number) => `Question ${number}`,
    chooseQuestion: 'Choose a question',
    ownQuestion: 'Or write your own question',
    answer: 'Answer',
    hint: 'Hint (optional)',
    hintNote: 'You will see it next to the question. It must not give the answer away.',
    code: 'Code from the message',
  },
  busy: 'One moment…',
  forgot: 'Forgot your PIN?',
  defaultQuestions: [
    'What was the name of your first pet?',
    'In which town did your parents meet?',
    'What was the name of your first teacher?',
    'What did you want to be when you grew up?',
    'In which street did you grow up?',
    'What was the first dish you learned to cook?',
    'What was your nickname as a child?',
    'What make was your first phone?',
  ],
  proof: {
    title: 'Forgot your PIN?',
    lead: 'First show that it is you. Then you choose a new PIN.',
    answers: 'Answer your questions',
    hintIs: (hint) => `Your hint: ${hint}`,
    checkAnswers: 'Check answers',
    byCode: 'Get a code',
    byCodeLead: 'We send it by e-mail or text message to the address we have for you.',
    sendCode: 'Send me a code',
    codeSent: (digits, minutes) =>
      `We sent you a code of ${digits} digits. It works for ${minutes} minutes.`,
    checkCode: 'Check code',
    sendAgain: 'Send a new code',
    otherWay: 'Try another way',
    neither:
      'There is no way here to show that it is you: no security questions, and nowhere to send a code. Ask support for help.',
    proven: 'That was right. Now choose a new PIN.',
  },
  over: {
    used: { title: 'This link has been used', text: 'There is nothing more to do here.' },
    expired: {
      title: 'This link has expired',
      text: 'Nothing was changed. Go back to your app and ask for a new one.',
    },
    locked: 'Locked for now',
    pinExists: {
      title: 'You already have a PIN',
      text: 'There is nothing to set here. To replace it, change your PIN in your app.',
    },
    noPin: {
      title: 'You have no PIN yet',
      text: 'Go back to your app and set a PIN first.',
    },
    pinIsKey: {
      title: 'Your PIN lives in your app',
      text: 'It cannot be typed here. Go back to your app and confirm there.',
    },
    questionsExist: {
      title: 'Your security questions are set already',
      text: 'There is nothing more to do here.',
    },
    gone: {
      title: 'This account no longer exists',
      text: 'Go back to your app. If you did not expect this, ask support.',
    },
    mustChange: {
      title: 'Your PIN must be changed first',
      text: 'It is right, but it has to be replaced before you can use it. Go back to your app and change it.',
    },
    back: 'Back to the app',
    close: 'You can close this page.',
  },
  lock: {
    pin: 'Too many wrong tries.',
    answers: 'Too many wrong answers.',
    codes: 'Too many wrong codes.',
    until: (time, wait) => html`You can try again at ${time} (${wait}).`,
    minutes: (count) => (count === 1 ? 'in 1 minute' : `in ${count} minutes`),
    hours: (count) => (count === 1 ? 'in 1 hour' : `in ${count} hours`),
    days: (count) => (count === 1 ? 'in 1 day' : `in ${count} days`),
    support: 'Only support can unlock this.',
    again: 'You can try again now.',
    newLink: 'To do so, go back to your app and ask for a new link.',
  },
  problems: {
    wrongPin: (left) => `Wrong PIN. ${triesLeft(left)}`,
    wrongAnswers: (left) => `At least one answer is wrong. ${triesLeft(left)}`,
    wrongCode: (left) =>
      left === 0 ? 'Wrong code. Ask for a new one.' : `Wrong code. ${triesLeft(left)}`,
    codeClosed: 'This code no longer works. Ask for a new one.',
    codeMalformed: (digits) => `The code is ${digits} digits long. This did not cost a try.`,
    codeUnavailable: 'We cannot send you a code now.',
    codeLimited:
      'Enough codes were sent for now. Look for the newest one, or try again in a quarter of an hour.',
    answersMissing: 'Answer every question. This did not cost a try.',
    pinMalformed: 'A PIN is 4 to 12 digits and nothing else. This did not cost a try.',
    mismatch: 'The two new PINs are not the same. Type both again.',
    grantInvalid: 'That took too long, or was refused too often. Show again that it is you.',
    scriptNeeded:
      'This page needs JavaScript: it encrypts what you type. Switch it on and open the page again.',
    incomplete: 'Something is missing. Fill in every field.',
    unreadable: {
      title: 'This form could not be read',
      text: 'Nothing was changed and no try was used.',
    },
    busy: {
      title: 'Too busy right now',
      text: 'Nothing was changed and no try was used. Try again in a moment.',
    },
    broken: {
      title: 'Something went wrong',
      text: 'It is not your fault. Try again in a few minutes.',
    },
    tryAgain: 'Try again',
  },
  rules: {
    format: () => 'Use the digits 0 to 9 only.',
    length: (min, max) =>
      min === max ? `Choose a PIN of ${min} digits.` : `Choose a PIN of ${min} to ${max} digits.`,
    repeated: () => 'The same digits over and over are guessed first. Mix different ones.',
    sequence: () => 'Digits in order, such as 1234, are guessed first. Mix them.',
    year: () => 'This looks like a year. Choose digits that are no year.',
    date: () => 'This looks like a date. Choose digits that are no date.',
    keypad: () => 'This is a pattern on the keypad. Choose digits that draw no shape.',
    common: () => 'Many people have this PIN, so it is guessed first. Choose a rarer one.',
    personal: () => 'This PIN is part of your own data. Choose digits that say nothing about you.',
    same_as_current: () => 'This is the PIN you have now. Choose another one.',
    history: () => 'You had this PIN before. Choose one you have not used yet.',
  },
  questionRules: {
    count: 'Choose two questions.',
    question_length: 'Choose a question, or write one of at least 2 characters.',
    characters: 'Leave out characters that cannot be seen.',
    question_repeated: 'Choose two different questions.',
    answer_empty: 'Answer this question.',
    answer_length: 'This answer is too long. Choose a shorter one.',
    hint_is_answer: 'The hint must not be the answer. Change or remove it.',
  },
  prompt: EN_PROMPT,
};

function triesLeft(count: number): string {
  return count === 1 ? '1 try left.' : `${count} tries left.`;
}
