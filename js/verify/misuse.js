/** A wrong use: told in one sentence, without a stack. */
export class Misuse extends Error {}
