import type { Wording } from './english.ts';

const CHOOSE =
  'Cifras que solo tú conozcas. Ni un cumpleaños ni 123456: es lo primero que se prueba.';
const AGAIN = 'Una vez más, para estar seguros de que has escrito lo que querías.';

export const SPANISH: Wording = {
  screens: {
    common: {
      continue: 'Continuar',
      showPin: 'Mostrar PIN',
      hidePin: 'Ocultar PIN',
      confirm: 'Confirmar',
      retry: 'Reintentar',
    },
    initPincode: { headline: 'Elige tu {{pin}}', headline2: 'PIN', subhead: CHOOSE },
    confirmInitPincode: {
      headline: 'Escribe tu {{pin}} otra vez',
      headline2: 'PIN',
      subhead: AGAIN,
    },
    enterPincode: {
      headline: 'Escribe tu {{pin}}',
      headline2: 'PIN',
      subhead: 'El PIN que usas ahora.',
      forgotPin: '¿Olvidaste el PIN?',
    },
    newPincode: { headline: 'Elige un {{pin}} nuevo', headline2: 'PIN', subhead: CHOOSE },
    confirmNewPincode: {
      headline: 'Escribe el {{pin}} nuevo otra vez',
      headline2: 'PIN',
      subhead: AGAIN,
    },
    recoverPincode: {
      headline: 'Responde a tus {{pin}}',
      headline2: 'preguntas de seguridad',
      subhead: 'Con las respuestas correctas eliges un PIN nuevo.',
      answerInputHeader: 'Tu respuesta',
      answerInputPlaceholder: 'Escribe tu respuesta',
    },
    securityIntros: {
      headline: 'Prepara tus {{method}} por si olvidas el PIN',
      headline2: 'preguntas de seguridad',
      description:
        'Tus respuestas te permiten elegir un PIN nuevo si olvidas este. Nadie más las conoce: ni la aplicación ni nosotros.',
      link: 'Más información',
    },
    securityQuestions: {
      title: 'Elige tus preguntas de seguridad',
      questionHeader: 'Pregunta',
      questionPlaceholder: 'Elige una pregunta',
      requiredMark: '*',
      answerHeader: 'Respuesta',
      answerPlaceholder: 'Escribe tu respuesta',
      answerHintHeader: 'Pista (opcional)',
      answerHintPlaceholder: 'Algo que solo te lo recuerde a ti',
    },
    securitySummary: {
      title: 'Revisa tus preguntas y respuestas',
      question: 'Pregunta {{ordinal}}',
    },
    securityConfirm: {
      title: 'Antes de terminar',
      headline: 'Lee esto y confirma que lo entiendes.',
      inputHeadline: 'Escribe «{{phrase}}» para continuar',
      inputPlaceholder: '{{phrase}}',
      inputMatch: 'Acepto',
    },
  },
  statements: [
    'Para entrar necesito mi PIN o todas mis respuestas.',
    'Si olvido ambas cosas, puedo perder el acceso.',
  ],
  page: {
    close: 'Cerrar',
    back: 'Atrás',
    loading: 'Un momento…',
    pin: 'PIN',
    digit: 'Cifra {n} de {total} del PIN',
    hint: 'Pista',
    done: 'Listo',
    ended: 'Ya puedes cerrar esta página',
    offline: 'Sin conexión',
    elsewhere: 'Tu página del PIN se abre desde un enlace de tu aplicación',
    goBack: 'Vuelve a tu aplicación y empieza allí.',
  },
  errors: {
    wrongPin: 'Ese no es tu PIN.',
    wrongAnswers: 'Al menos una respuesta no es correcta.',
    pinLocked: 'Demasiados PIN incorrectos.',
    answersLocked: 'Demasiadas respuestas incorrectas.',
    until: 'Podrás intentarlo otra vez después de: {time}.',
    expired: 'Esta solicitud ha caducado. Vuelve a tu aplicación y empieza de nuevo.',
    settled: 'Esta solicitud ya se usó. Vuelve a tu aplicación y empieza de nuevo.',
    session: 'No se pudo reconocer tu aplicación. Vuelve a ella y empieza de nuevo.',
    disabled: 'Tu cuenta está desactivada. Pregunta a quienes gestionan la aplicación.',
    pinsDiffer: 'Los dos PIN no coinciden. Elige tu PIN de nuevo.',
    weakPin: 'Este PIN es demasiado fácil de adivinar. Elige otro.',
    usedPin: 'Ya has usado este PIN. Elige otro.',
    personalPin: 'Este PIN forma parte de tus datos personales. Elige otro.',
    hintIsAnswer: 'La pista no puede ser la respuesta. Cámbiala o bórrala.',
    tooSlow: 'Ha tardado demasiado. Responde otra vez a tus preguntas.',
    badQuestions: 'Corrige o acorta tus preguntas, respuestas y pistas.',
    network: 'Error de red: el servidor no responde. Comprueba tu conexión y reinténtalo.',
    other: 'No ha funcionado. Inténtalo de nuevo.',
    final: 'No ha funcionado. Vuelve a tu aplicación y empieza de nuevo.',
  },
  triesLeft: { one: 'Queda {n} intento', other: 'Quedan {n} intentos' },
  questions: {
    text: [
      '¿Cómo se llamaba tu primera mascota?',
      '¿En qué ciudad se conocieron tus padres?',
      '¿Cómo se llamaba tu primer maestro o maestra?',
      '¿Qué querías ser de mayor?',
      '¿En qué calle creciste?',
      '¿Cuál fue el primer plato que aprendiste a cocinar?',
      '¿Qué apodo tenías de niño o niña?',
      '¿Cuál fue tu primer concierto?',
      '¿De qué marca era tu primer teléfono?',
    ],
    date: ['¿Qué día cumplía años tu abuela?'],
  },
};
