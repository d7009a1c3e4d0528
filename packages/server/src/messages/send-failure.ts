/** Why a message was not taken over, in words for operators that hold nothing of its text. */
export class SendFailure extends Error {
  override readonly name = 'SendFailure';
}
