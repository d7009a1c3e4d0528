/*
 * The groups and fields of `screens` are those of the SDK's own localisation settings, so that an
 * app's texts replace ours one by one.
 */
export const ENGLISH = {
  screens: {
    common: {
      continue: 'Continue',
      showPin: 'Show PIN',
      hidePin: 'Hide PIN',
      confirm: 'Confirm',
      retry: 'Try again',
    },
    initPincode: {
      headline: 'Choose your {{pin}}',
      headline2: 'PIN',
      subhead: 'Digits only you know. No birthday, no row like 123456: those are guessed first.',
    },
    confirmInitPincode: {
      headline: 'Enter your {{pin}} again',
      headline2: 'PIN',
      subhead: 'Once more, to be sure that you typed what you meant.',
    },
    enterPincode: {
      headline: 'Enter your {{pin}}',
      headline2: 'PIN',
      subhead: 'The PIN you use now.',
      forgotPin: 'Forgot PIN?',
    },
    newPincode: {
      headline: 'Choose a new {{pin}}',
      headline2: 'PIN',
      subhead: 'Digits only you know. No birthday, no row like 123456: those are guessed first.',
    },
    confirmNewPincode: {
      headline: 'Enter the new {{pin}} again',
      headline2: 'PIN',
      subhead: 'Once more, to be sure that you typed what you meant.',
    },
    recoverPincode: {
      headline: 'Answer your {{pin}}',
      headline2: 'security questions',
      subhead: 'With the right answers you choose a new PIN.',
      answerInputHeader: 'Your answer',
      answerInputPlaceholder: 'Type your answer',
    },
    securityIntros: {
      headline: 'Set up {{method}} for the day you forget your PIN',
      headline2: 'security questions',
      description:
        'Your answers let you choose a new PIN when you have forgotten this one. Nobody else knows them: not the app, not us.',
      link: 'Learn more',
    },
    securityQuestions: {
      title: 'Choose your security questions',
      questionHeader: 'Question',
      questionPlaceholder: 'Choose a question',
      requiredMark: '*',
      answerHeader: 'Answer',
      answerPlaceholder: 'Type your answer',
      answerHintHeader: 'Hint (optional)',
      answerHintPlaceholder: 'Something that reminds only you',
    },
    securitySummary: {
      title: 'Check your questions and answers',
      question: '{{ordinal}} question',
    },
    securityConfirm: {
      title: 'Before you finish',
      headline: 'Please read this and confirm that you understand it.',
      inputHeadline: 'Type "{{phrase}}" to proceed',
      inputPlaceholder: '{{phrase}}',
      inputMatch: 'I agree',
    },
  },
  statements: [
    'I need my PIN or all of my answers to get in.',
    'If I forget both, I may lose my access.',
  ],
  page: {
    close: 'Close',
    back: 'Back',
    loading: 'One moment…',
    pin: 'PIN',
    digit: 'PIN digit {n} of {total}',
    hint: 'Hint',
    done: 'Done',
    ended: 'You can close this page',
    offline: 'No connection',
    elsewhere: 'Your PIN page opens from a link in your app',
    goBack: 'Go back to your app and start there.',
  },
  errors: {
    wrongPin: 'That is not your PIN.',
    wrongAnswers: 'At least one answer is not right.',
    pinLocked: 'Too many wrong PINs.',
    answersLocked: 'Too many wrong answers.',
    until: 'You can try again after {time}.',
    expired: 'This request is too old. Go back to your app and start again.',
    settled: 'This request has been used already. Go back to your app and start again.',
    session: 'Your app could not be recognised. Go back to it and start again.',
    disabled: 'Your account is switched off. Ask those who run the app.',
    pinsDiffer: 'The two PINs differ. Choose your PIN again.',
    weakPin: 'This PIN is guessed too easily. Choose another.',
    usedPin: 'You have used this PIN before. Choose another.',
    personalPin: 'This PIN is part of your personal data. Choose another.',
    hintIsAnswer: 'A hint must not be the answer. Change or remove it.',
    tooSlow: 'That took too long. Answer your questions once more.',
    badQuestions: 'Correct or shorten your questions, answers and hints.',
    network: 'Network error: the server did not answer. Check your connection and try again.',
    other: 'That did not work. Please try again.',
    final: 'That did not work. Go back to your app and start again.',
  },
  triesLeft: { one: '{n} try left', other: '{n} tries left' } as Partial<
    Record<Intl.LDMLPluralRule, string>
  >,
  questions: {
    text: [
      'What was the name of your first pet?',
      'In which town did your parents meet?',
      'What was the name of your first teacher?',
      'What did you want to become as a child?',
      'Which street did you grow up in?',
      'What was the first dish you learned to cook?',
      'What was your childhood nickname?',
      'Which concert did you go to first?',
      'What was the make of your first phone?',
    ],
    date: ['When is your grandmother’s birthday?'],
  },
};

/** What every language has to say. */
export type Wording = typeof ENGLISH;
export type Screens = Wording['screens'];
