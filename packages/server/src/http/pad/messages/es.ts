import { html } from '../../pages/html.ts';
import type { Messages } from './messages.ts';
import { ES_PROMPT } from './prompt/es.ts';

export const ES: Messages = {
  direction: 'ltr',
  ownName: 'Español',
  languages: 'Idioma',
  home: {
    title: 'Tu página del PIN se abre desde un enlace',
    text: 'La aplicación crea el enlace cuando eliges, cambias o recuperas un PIN. Vuelve a tu aplicación y empieza allí.',
  },
  nowhere: {
    title: 'Este enlace no lleva a ninguna parte',
    text: 'Puede estar incompleto o ser demasiado antiguo. Vuelve a tu aplicación y pide uno nuevo.',
  },
  tasks: {
    set: {
      title: 'Elige tu PIN',
      lead: 'Usa cifras que solo tú conozcas. Un cumpleaños o 1234 es lo primero que se prueba.',
      button: 'Guardar PIN',
      done: 'Tu PIN está guardado',
    },
    change: {
      title: 'Cambia tu PIN',
      lead: 'Primero el PIN que tienes ahora y después el que quieres.',
      button: 'Cambiar PIN',
      done: 'Tu PIN ha cambiado',
    },
    verify: {
      title: 'Escribe tu PIN',
      lead: 'El PIN que usas ahora.',
      button: 'Confirmar',
      done: 'Tu PIN está confirmado',
    },
    recover: {
      title: 'Elige un PIN nuevo',
      lead: 'Usa cifras que solo tú conozcas. Un cumpleaños o 1234 es lo primero que se prueba.',
      button: 'Guardar PIN nuevo',
      done: 'Tu PIN nuevo está guardado',
    },
    set_questions: {
      title: 'Elige tus preguntas de seguridad',
      lead: 'Si olvidas el PIN, tus respuestas te permiten elegir otro.',
      button: 'Guardar preguntas',
      done: 'Tus preguntas de seguridad están guardadas',
    },
    initialise: {
      title: 'Prepara tu PIN',
      lead: 'Un PIN, y preguntas que te permiten elegir otro si lo olvidas.',
      button: 'Guardar',
      done: 'Tu PIN está listo',
    },
  },
  fields: {
    pin: 'PIN',
    currentPin: 'PIN actual',
    newPin: 'PIN nuevo',
    repeatPin: 'PIN nuevo otra vez',
    repeatNote: 'Una vez más, para estar seguros de lo que has escrito.',
    digits: (min, max) => (min === max ? `${min} cifras` : `De ${min} a ${max} cifras`),
    show: 'Mostrar',
    hide: 'Ocultar',
    question: (number) => `Pregunta ${number}`,
    chooseQuestion: 'Elige una pregunta',
    ownQuestion: 'O escribe tu propia pregunta',
    answer: 'Respuesta',
    hint: 'Pista (opcional)',
    hintNote: 'La verás junto a la pregunta. No debe delatar la respuesta.',
    code: 'Código del mensaje',
  },
  busy: 'Un momento…',
  forgot: '¿Olvidaste el PIN?',
  defaultQuestions: [
    '¿Cómo se llamaba tu primera mascota?',
    '¿En qué ciudad se conocieron tus padres?',
    '¿Cómo se llamaba tu primer maestro o maestra?',
    '¿Qué querías ser de mayor?',
    '¿En qué calle creciste?',
    '¿Cuál fue el primer plato que aprendiste a cocinar?',
    '¿Qué apodo tenías en la infancia?',
    '¿De qué marca era tu primer teléfono?',
  ],
  proof: {
    title: '¿Olvidaste el PIN?',
    lead: 'Primero demuestra que eres tú. Después eliges un PIN nuevo.',
    answers: 'Responde a tus preguntas',
    hintIs: (hint) => `Tu pista: ${hint}`,
    checkAnswers: 'Comprobar respuestas',
    byCode: 'Recibe un código',
    byCodeLead:
      'Lo enviamos por correo electrónico o mensaje de texto a la dirección que conocemos.',
    sendCode: 'Enviarme un código',
    codeSent: (digits, minutes) =>
      `Te hemos enviado un código de ${digits} cifras. Sirve durante ${minutes} minutos.`,
    checkCode: 'Comprobar código',
    sendAgain: 'Enviar otro código',
    otherWay: 'Probar de otra manera',
    neither:
      'Aquí no hay forma de demostrar que eres tú: no hay preguntas de seguridad ni adónde enviar un código. Pide ayuda al servicio de soporte.',
    proven: 'Correcto. Ahora elige un PIN nuevo.',
  },
  over: {
    used: { title: 'Este enlace ya se ha usado', text: 'Aquí no queda nada por hacer.' },
    expired: {
      title: 'Este enlace ha caducado',
      text: 'No se ha cambiado nada. Vuelve a tu aplicación y pide uno nuevo.',
    },
    locked: 'Bloqueado por ahora',
    pinExists: {
      title: 'Ya tienes un PIN',
      text: 'Aquí no hay nada que elegir. Para sustituirlo, cambia el PIN en tu aplicación.',
    },
    noPin: {
      title: 'Todavía no tienes PIN',
      text: 'Vuelve a tu aplicación y elige primero un PIN.',
    },
    pinIsKey: {
      title: 'Tu PIN está en tu aplicación',
      text: 'Aquí no se puede escribir. Vuelve a tu aplicación y confirma allí.',
    },
    questionsExist: {
      title: 'Tus preguntas de seguridad ya están guardadas',
      text: 'Aquí no queda nada por hacer.',
    },
    gone: {
      title: 'Esta cuenta ya no existe',
      text: 'Vuelve a tu aplicación. Si no lo esperabas, consulta con soporte.',
    },
    mustChange: {
      title: 'Primero tienes que cambiar tu PIN',
      text: 'Es correcto, pero hay que sustituirlo antes de usarlo. Vuelve a tu aplicación y cámbialo.',
    },
    back: 'Volver a la aplicación',
    close: 'Ya puedes cerrar esta página.',
  },
  lock: {
    pin: 'Demasiados intentos incorrectos.',
    answers: 'Demasiadas respuestas incorrectas.',
    codes: 'Demasiados códigos incorrectos.',
    until: (time, wait) => html`Podrás intentarlo otra vez a las ${time} (${wait}).`,
    minutes: (count) => (count === 1 ? 'dentro de 1 minuto' : `dentro de ${count} minutos`),
    hours: (count) => (count === 1 ? 'dentro de 1 hora' : `dentro de ${count} horas`),
    days: (count) => (count === 1 ? 'dentro de 1 día' : `dentro de ${count} días`),
    support: 'Solo el servicio de soporte puede desbloquearlo.',
    again: 'Ya puedes intentarlo otra vez.',
    newLink: 'Para ello, vuelve a tu aplicación y pide un enlace nuevo.',
  },
  problems: {
    wrongPin: (left) => `PIN incorrecto. ${triesLeft(left)}`,
    wrongAnswers: (left) => `Al menos una respuesta no es correcta. ${triesLeft(left)}`,
    wrongCode: (left) =>
      left === 0 ? 'Código incorrecto. Pide otro.' : `Código incorrecto. ${triesLeft(left)}`,
    codeClosed: 'Este código ya no sirve. Pide otro.',
    codeMalformed: (digits) => `El código tiene ${digits} cifras. Esto no ha gastado un intento.`,
    codeUnavailable: 'Ahora no podemos enviarte un código.',
    codeLimited:
      'Ya se han enviado suficientes códigos. Busca el más reciente o vuelve a intentarlo dentro de un cuarto de hora.',
    answersMissing: 'Responde a todas las preguntas. Esto no ha gastado un intento.',
    pinMalformed: 'Un PIN tiene de 4 a 12 cifras y nada más. Esto no ha gastado un intento.',
    mismatch: 'Los dos PIN nuevos no coinciden. Escribe ambos otra vez.',
    grantInvalid:
      'Ha pasado demasiado tiempo o hubo demasiados rechazos. Demuestra otra vez que eres tú.',
    scriptNeeded:
      'Esta página necesita JavaScript, porque cifra lo que escribes. Actívalo y abre la página de nuevo.',
    incomplete: 'Falta algo. Rellena todos los campos.',
    unreadable: {
      title: 'No se ha podido leer el formulario',
      text: 'No se ha cambiado nada ni se ha gastado un intento.',
    },
    busy: {
      title: 'Ahora hay demasiada gente',
      text: 'No se ha cambiado nada ni se ha gastado un intento. Prueba dentro de un momento.',
    },
    broken: {
      title: 'Algo ha fallado',
      text: 'No es culpa tuya. Prueba otra vez dentro de unos minutos.',
    },
    tryAgain: 'Intentar otra vez',
  },
  rules: {
    format: () => 'Usa solo las cifras del 0 al 9.',
    length: (min, max) =>
      min === max ? `Elige un PIN de ${min} cifras.` : `Elige un PIN de ${min} a ${max} cifras.`,
    repeated: () => 'Las mismas cifras repetidas son lo primero que se prueba. Mezcla varias.',
    sequence: () => 'Las cifras en orden, como 1234, son lo primero que se prueba. Mézclalas.',
    year: () => 'Parece un año. Elige cifras que no lo sean.',
    date: () => 'Parece una fecha. Elige cifras que no lo sean.',
    keypad: () => 'Es un dibujo sobre el teclado. Elige cifras que no formen ninguna figura.',
    common: () => 'Mucha gente tiene este PIN y se prueba primero. Elige uno menos común.',
    personal: () => 'Este PIN forma parte de tus datos. Elige cifras que no digan nada de ti.',
    same_as_current: () => 'Es el PIN que tienes ahora. Elige otro.',
    history: () => 'Ya tuviste este PIN. Elige uno que no hayas usado.',
  },
  questionRules: {
    count: 'Elige dos preguntas.',
    question_length: 'Elige una pregunta o escribe una de al menos 2 caracteres.',
    characters: 'Quita los caracteres que no se ven.',
    question_repeated: 'Elige dos preguntas distintas.',
    answer_empty: 'Responde a esta pregunta.',
    answer_length: 'La respuesta es demasiado larga. Elige una más corta.',
    hint_is_answer: 'La pista no puede ser la respuesta. Cámbiala o bórrala.',
  },
  prompt: ES_PROMPT,
};

function triesLeft(count: number): string {
  return count === 1 ? 'Queda 1 intento.' : `Quedan ${count} intentos.`;
}
